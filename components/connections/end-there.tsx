import type { ConnectionDetailView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";

/** The way to the marketplace's own page, on which a seller ends access themselves. Nothing where it has none. */
export function EndThere({ connection }: { readonly connection: Pick<ConnectionDetailView, "provider" | "revocation"> }) {
  const { provider, revocation } = connection;
  if (revocation.manageAccessUrl === null) return null;
  return (
    <a className="inline-flex items-center gap-1.5 font-medium touch:min-h-11" href={revocation.manageAccessUrl} rel="noreferrer">
      {translator()(provider.isTest ? "detail.open_console" : "detail.open_provider", { provider: provider.name })}
      <Icon name="out" />
    </a>
  );
}
