import type { MarketState } from "./market-state";
import type { Quirks } from "./quirks/quirks";

/** One look-alike marketplace with what its handlers need. */
export type Marketplace = MarketState & { readonly quirks: Quirks };

/** The whole site. */
export type Sandbox = { readonly marketplaces: readonly Marketplace[]; readonly reset: (providerId: string) => void };

export const findMarketplace = (sandbox: Sandbox, id: string | null): Marketplace | undefined =>
  sandbox.marketplaces.find((market) => market.definition.id === id);
