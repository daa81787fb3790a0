import { z } from "zod";

const Millis = z.number();
/** Names and values that only some providers have, such as a shop; state of an older version has none. */
const Details = z.record(z.string(), z.string()).default({});
const Hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const Account = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  phone: z.string(),
  note: z.string(),
  details: Details,
});

const Code = z.object({
  hash: Hash,
  accountId: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  asked: z.array(z.string()),
  scope: z.array(z.string()),
  details: Details,
  /** Of an OpenID Connect request; the id_token repeats it. */
  nonce: z.string().nullable().default(null),
  /** What a token request must say in `redirect_uri`; null: it need not say anything. */
  presented: z.string().nullable().default(null),
  /** Asked for without what makes an access token good for the API. */
  opaque: z.boolean().default(false),
  challenge: z.object({ value: z.string(), method: z.enum(["S256", "plain"]) }).nullable(),
  expiresAt: Millis,
  usedAt: Millis.nullable(),
});

/** What a person allowed: a family of refresh tokens and the access tokens that came of them. Tokens are kept as hashes only. */
const Grant = z.object({
  id: z.string(),
  /** null: granted to the application itself. */
  accountId: z.string().nullable(),
  clientId: z.string(),
  scope: z.array(z.string()),
  details: Details,
  opaque: z.boolean().default(false),
  startedAt: Millis,
  renewedAt: Millis.nullable(),
  endedAt: Millis.nullable(),
  endedBy: z.enum(["marketplace", "reuse", "application"]).nullable(),
  access: z.array(z.object({ hash: Hash, scope: z.array(z.string()), expiresAt: Millis })),
  refresh: z.array(z.object({ hash: Hash, usedAt: Millis.nullable() })),
});

/** A switch that is on. `account` null means everybody, `timesLeft` null means until it is turned off. */
const ActiveFault = z.object({
  fault: z.string(),
  value: z.string(),
  account: z.string().nullable(),
  timesLeft: z.number().int().positive().nullable(),
});

const count = z.number().int().nonnegative();
const Counters = z.object({
  consents: count,
  denials: count,
  /** Requests that reached the token address, whatever became of them. */
  tokenRequests: count,
  /** Of these, those that asked for a renewal. */
  refreshRequests: count,
  codeExchanges: count,
  refreshes: count,
  /** Used codes and used refresh tokens that were presented again. */
  reuseHits: count,
  apiCalls: count,
  revocations: count,
  faultsUsed: count,
});

export const MarketRecords = z.object({
  accounts: z.array(Account),
  codes: z.array(Code),
  grants: z.array(Grant),
  faults: z.array(ActiveFault),
  counters: Counters,
});

/** A private JWK (RFC 7517 §4); it signs for made-up people only. */
const StoredKey = z.object({ kid: z.string(), jwk: z.record(z.string(), z.unknown()) });

export const SandboxRecords = z.object({
  version: z.literal(1),
  signingKey: StoredKey.nullable().default(null),
  providers: z.record(z.string(), MarketRecords),
});

export type Account = z.infer<typeof Account>;
export type Code = z.infer<typeof Code>;
export type Grant = z.infer<typeof Grant>;
export type ActiveFault = z.infer<typeof ActiveFault>;
export type Counters = z.infer<typeof Counters>;
export type MarketRecords = z.infer<typeof MarketRecords>;
export type SandboxRecords = z.infer<typeof SandboxRecords>;

export const noCounts = (): Counters => ({
  consents: 0,
  denials: 0,
  tokenRequests: 0,
  refreshRequests: 0,
  codeExchanges: 0,
  refreshes: 0,
  reuseHits: 0,
  apiCalls: 0,
  revocations: 0,
  faultsUsed: 0,
});

type Seed = Omit<Account, "details"> & { readonly details?: Readonly<Record<string, string>> };

export const freshRecords = (of: { readonly accounts: readonly Seed[] }): MarketRecords => ({
  accounts: of.accounts.map((account) => ({ ...account, details: { ...account.details } })),
  codes: [],
  grants: [],
  faults: [],
  counters: noCounts(),
});
