import type { Range } from "../../lib/views/admin-overview";
import { routes } from "../../lib/views/routes";

/** How the overview is shown. `tz` `utc`: times are told in UTC whatever the reader's zone. */
export type Shown = { readonly range: Range; readonly tz: "" | "utc" };

/** What is so anyway stays out of the address. */
export function overviewAddress({ range, tz }: Shown): string {
  const pairs = [...(range === "24h" ? [] : [["range", range]]), ...(tz === "" ? [] : [["tz", tz]])];
  return pairs.length === 0 ? routes.admin.overview : `${routes.admin.overview}?${new URLSearchParams(pairs)}`;
}
