import type { ProviderDefinition } from "../core/providers/definition";
import type { Quirks } from "./quirks/quirks";
import type { MarketRecords } from "./state/records";

/** An application registered at a look-alike. */
export type SandboxClient = {
  readonly providerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
};

/** Paths on the sandbox, taken from the definition's addresses. */
export type MarketPaths = {
  readonly authorize: string;
  readonly token: string;
  readonly refresh: string;
  readonly revoke: string | null;
};

/** One look-alike marketplace with what its handlers need. Times are epoch milliseconds. */
export type Marketplace = {
  readonly definition: ProviderDefinition;
  readonly quirks: Quirks;
  readonly clients: readonly SandboxClient[];
  readonly paths: MarketPaths;
  /** Read anew for each step: a reset puts another object in its place. */
  readonly records: () => MarketRecords;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};

/** The whole site. */
export type Sandbox = { readonly marketplaces: readonly Marketplace[]; readonly reset: (providerId: string) => void };

export const findMarketplace = (sandbox: Sandbox, id: string | null): Marketplace | undefined =>
  sandbox.marketplaces.find((market) => market.definition.id === id);
