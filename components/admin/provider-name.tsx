import type { ProviderView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Mark } from "../ui/mark";

/** A marketplace in a table: mark, name, and whether it is one for tests. */
export function ProviderName({ provider }: { readonly provider: ProviderView }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-0.5 md:flex-nowrap md:whitespace-nowrap">
      <Mark monogram={provider.monogram} tone={provider.tone} size="small" />
      <span className="min-w-0">{provider.name}</span>
      {provider.isTest ? <Tag>{translator()("card.test")}</Tag> : null}
    </span>
  );
}
