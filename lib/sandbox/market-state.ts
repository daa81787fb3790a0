import type { ProviderDefinition } from "../core/providers/definition";
import type { SigningKey } from "./id-token/signing-key";
import type { MarketRecords } from "./state/records";

/** An application registered at a look-alike. */
export type SandboxClient = {
  readonly providerId: string;
  readonly clientId: string;
  /** null or empty: a public client, which has none. */
  readonly clientSecret: string | null;
  readonly redirectUris: readonly string[];
  /** What the provider's portal calls the first redirect URI, where requests carry a name instead of an address. */
  readonly redirectAlias?: string | null;
  /** Further credentials by their name in the definition. */
  readonly extraSecrets?: Readonly<Record<string, string>>;
};

/** Paths on the sandbox, taken from the definition's addresses. */
export type MarketPaths = {
  readonly authorize: string;
  /** Where a person decides, at providers that lead there from the authorization endpoint. */
  readonly consent: string | null;
  readonly token: string;
  readonly refresh: string;
  readonly revoke: string | null;
  /** Where the keys of id_tokens are published. */
  readonly keys: string | null;
};

/** What a look-alike knows and keeps, apart from its habits. Times are epoch milliseconds. */
export type MarketState = {
  readonly definition: ProviderDefinition;
  readonly clients: readonly SandboxClient[];
  readonly paths: MarketPaths;
  /** Where the sandbox stands, without a slash at the end. */
  readonly origin: () => string;
  /** The private key with which id_tokens are signed; made when it is first needed, then kept. */
  readonly signingKey: () => SigningKey;
  /** Read anew for each step: a reset puts another object in its place. */
  readonly records: () => MarketRecords;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};
