import type { ProviderDefinition } from "../providers/definition";
import type { ErrorClass } from "../providers/definition-reply";
import type { Result } from "../result";

/** One client registration at one environment of a provider: everything a call needs to know about whom it speaks to and as whom. */
export type ProviderTarget = {
  readonly definition: ProviderDefinition;
  readonly environmentId: string;
  /** Public id of the registration. */
  readonly registrationId: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** Secrets that are kept beside it while one takes over from another: tried in this order where it is refused. */
  readonly olderSecrets?: readonly string[];
  readonly extraSecrets: Readonly<Record<string, string>>;
  /** The operator's values; what a connection has of its own goes before them. */
  readonly variables: Readonly<Record<string, string>>;
  /** As the provider knows it: an address, or the alias under which its portal keeps ours. */
  readonly redirectUri: string;
};

/** What a token reply gave, in the standard's words. Lifetimes are seconds from the moment the request was sent. */
export type TokenGrant = {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** Validated claims of the id_token; null when there is none. */
  readonly idTokenClaims: Readonly<Record<string, unknown>> | null;
  readonly tokenType: string;
  readonly scope: readonly string[] | null;
  /** null: never ends or unknown; `accessLifetimeSource` tells which. */
  readonly accessLifetimeSeconds: number | null;
  readonly accessLifetimeSource: "reply" | "fixed" | "never" | "unknown";
  readonly refreshLifetimeSeconds: number | null;
  readonly variables: Readonly<Record<string, string>>;
};

/** What an admin may see of a call. Holds no token, code, secret or body. */
export type CallEvidence = {
  readonly status: number | null;
  readonly durationMs: number;
  /** The provider's error code, cut to 80 characters of [A-Za-z0-9_.-]; null when there was none. */
  readonly errorCode: string | null;
  /** The provider's sentence, cut to 500 characters, with anything token-shaped masked. Admins only. */
  readonly errorText: string | null;
  readonly clockSkewMs: number | null;
};

/**
 * The outcome of a token call. `outcomeKnown` is false when the request left us and no readable reply
 * came back: the provider may have acted on it. `proven` is true when a rule of the definition, not
 * only the standard's bare code, says so (`architecture.md` "One refusal or two").
 */
export type TokenOutcome =
  | { readonly ok: true; readonly grant: TokenGrant; readonly evidence: CallEvidence }
  | {
      readonly ok: false;
      readonly class: ErrorClass;
      readonly proven: boolean;
      readonly outcomeKnown: boolean;
      /** Nobody waited to the end: the provider may still be working on it. */
      readonly mayGoOn?: boolean;
      readonly retryAfterSeconds: number | null;
      readonly evidence: CallEvidence;
    };

/** Who the account at the provider is. `key` is stable and decides sameness; it is null where the provider tells none. */
export type AccountIdentity = { readonly issuer: string; readonly key: string | null; readonly name: string | null };

export type RevocationOutcome =
  | { readonly kind: "revoked"; readonly evidence: CallEvidence }
  | { readonly kind: "no_way" }
  | {
      readonly kind: "failed";
      readonly class: ErrorClass;
      readonly retryAfterSeconds: number | null;
      readonly evidence: CallEvidence;
    };

/**
 * What a call of the API that changes nothing showed. It says nothing about the permission to renew.
 * `missing`: the permissions that a refusal for want of one names, as the definition writes them.
 */
export type ProbeOutcome =
  | { readonly ok: true; readonly evidence: CallEvidence }
  | (Extract<TokenOutcome, { readonly ok: false }> & { readonly missing: readonly string[] });

/** What a started flow sends along. */
export type AuthorizationInput = {
  readonly target: ProviderTarget;
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636 §4.2, S256 of the verifier. */
  readonly codeChallenge: string;
  readonly scope: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * A reply as it came, before anybody interpreted it. It may hold the only tokens that work: it leaves this
 * process sealed or not at all.
 */
export type RawReply = {
  readonly status: number;
  /** Those that matter for reading it; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When the request left, by this machine's clock, in milliseconds since 1970. */
  readonly sentAtMs: number;
  readonly durationMs: number;
  readonly clockSkewMs: number | null;
};

/** Every call to a provider, driven by its definition. Implementations never throw for what a provider does. */
export type ProviderClient = {
  /**
   * Learns where the provider's endpoints are, where the definition has them discovered, and gives the
   * target with them. Done before a seller leaves, since a code may live for seconds only.
   *
   * `leaving` fails when nothing is known. `returning` fails only where the document may hold a rule that
   * the response must keep, and otherwise falls back on the definition's own addresses.
   */
  readonly prepare: (input: {
    readonly target: ProviderTarget;
    readonly variables: Readonly<Record<string, string>>;
    readonly when: "leaving" | "returning";
  }) => Promise<Result<ProviderTarget, Extract<TokenOutcome, { readonly ok: false }>>>;
  /** @param input its target is a prepared one */
  readonly authorizationUrl: (input: AuthorizationInput) => string;
  readonly exchangeCode: (input: {
    readonly target: ProviderTarget;
    /** The authorization response's parameters, already checked by `readAuthorizationResponse`. */
    readonly response: URLSearchParams;
    readonly state: string;
    readonly nonce: string;
    readonly codeVerifier: string;
    readonly scope: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
  }) => Promise<TokenOutcome>;
  readonly refresh: (input: {
    readonly target: ProviderTarget;
    readonly refreshToken: string;
    /** The granted set; sent again where the definition asks for it. */
    readonly scope: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    /** Given each reply that may hold tokens (2xx), before it is interpreted. Must not reject. */
    readonly keep?: (reply: RawReply) => Promise<void>;
  }) => Promise<TokenOutcome>;
  /** What `refresh` would have said about this reply when it came. The token endpoint is not asked. */
  readonly readRefreshReply: (input: {
    readonly target: ProviderTarget;
    readonly variables: Readonly<Record<string, string>>;
    readonly reply: RawReply;
  }) => Promise<TokenOutcome>;
  /** Never fails a connect: without an answer the identity is unknown. */
  readonly identify: (input: {
    readonly target: ProviderTarget;
    readonly grant: TokenGrant;
    readonly variables: Readonly<Record<string, string>>;
  }) => Promise<AccountIdentity>;
  /** Says whether access works now, without a change at the provider. null: the definition names no call for it. */
  readonly probe: (input: {
    readonly target: ProviderTarget;
    readonly accessToken: string;
    readonly variables: Readonly<Record<string, string>>;
  }) => Promise<ProbeOutcome | null>;
  readonly revoke: (input: {
    readonly target: ProviderTarget;
    readonly accessToken: string;
    readonly refreshToken: string | null;
    readonly variables: Readonly<Record<string, string>>;
  }) => Promise<RevocationOutcome>;
};
