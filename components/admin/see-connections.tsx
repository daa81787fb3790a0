import type { ProviderView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { listAddress } from "./list-address";

/** Leads to the connections of one marketplace. */
export function SeeConnections({ provider, filter }: { readonly provider: ProviderView; readonly filter: string }) {
  const t = translator();
  return (
    <LinkButton
      size="small"
      href={listAddress({ provider: filter })}
      aria-label={t("admin.overview.see_name", { provider: provider.name })}
    >
      {t("admin.overview.see")}
    </LinkButton>
  );
}
