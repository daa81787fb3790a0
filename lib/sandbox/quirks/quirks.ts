import type { ApiRefusal, Resource } from "../api/resource";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { MarketState } from "../market-state";
import type { AuthorizationProblem, AuthorizationRefusal } from "../oauth/authorization-problem";
import type { TokenProblem, TokenRefusal } from "../oauth/token-problem";
import type { Grant } from "../state/records";
import type { ReplyShape } from "./reply-shape";
import type { Rule } from "./rule";

/** `inferred`: taken from the software behind the provider or from the standard, not from the provider's own documents. */
export type Behaviour = { readonly rule: Rule; readonly evidence: "documented" | "inferred"; readonly says: string };

/** A made-up person. Addresses end in `.test` (RFC 2606 §2), so no letter can ever reach anybody. */
export type SeedAccount = {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  /** What the provider knows of this account besides, for example the number of its store. */
  readonly details?: Readonly<Record<string, string>>;
};

/** Which of its addresses a request came to. */
export type Place = "authorize" | "consent" | "token" | "revoke" | "api";

/** Everything a look-alike knows that its definition does not say. Lifetimes are seconds. */
export type Quirks = {
  readonly providerId: string;
  readonly behaviours: readonly Behaviour[];
  readonly accounts: readonly SeedAccount[];
  /** Scope value -> what a person reads beside its tick box. */
  readonly scopeWords: Readonly<Record<string, string>>;
  readonly accessLifetimeSeconds: number;
  /** Used where the definition documents none. */
  readonly codeLifetimeSeconds: number;
  /** Lifetime of a token for the application itself; null: no such grant. */
  readonly applicationLifetimeSeconds: number | null;
  readonly resources: readonly Resource[];
  /** The page on which a person decides, as an address; left out: the authorization endpoint itself. */
  readonly consentAt?: string;
  /** What the nth account that is made up on the way has besides; `nth` counts from 1. */
  readonly detailsOf?: (nth: number) => Readonly<Record<string, string>>;
  /** A look at each request of a machine or a browser before anything else; null lets it pass. */
  readonly door?: (market: MarketState, request: SandboxRequest, at: Place) => Answer | null;
  /** Refusals of the API in the provider's own words. */
  readonly refuseCall?: (refusal: ApiRefusal) => Answer;
  /** An access token goes on working at the API after its grant was ended. */
  readonly accessOutlivesGrant?: boolean;
  /** Basic names the application here, although no secret of its own is wanted; what stands after the colon is the door's matter. */
  readonly basicNamesClient?: boolean;
  /** How the provider names a made-up person, the same at every start. Left out where it names nobody. */
  readonly subjectOf?: (accountId: string) => string;
  /** What `token_type` says; null sends none. Left out: Bearer. */
  readonly tokenType?: string | null;
  /** What is wrapped around a new secret, because the provider's access tokens say something. */
  readonly accessTokenOf?: (secret: string, about: AccessTokenSubject) => string;
  /** Likewise for codes. */
  readonly codeOf?: (secret: string) => string;
  /** A renewal repeats a refresh token that stays the same; left out: it says nothing of it. */
  readonly repeatsRefreshToken?: boolean;
  /** What this provider sends instead of the standard's members. */
  readonly shapeReply?: ReplyShape;
  /** Refusals in the provider's own status and words; the rest are those of RFC 6749 §5.2. */
  readonly refusals?: Readonly<Partial<Record<TokenProblem, TokenRefusal>>>;
  /** Refusals of an authorization request in the provider's own words. */
  readonly authorizationRefusals?: Readonly<Partial<Record<AuthorizationProblem, AuthorizationRefusal>>>;
  /** What every authorization response carries besides, at a time in epoch milliseconds and for the variables of the address. */
  readonly callbackMembers?: (now: number, variables: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** How a variable is written in an authorization response, where it is not the bare value. */
  readonly spellVariable?: (variable: string, value: string) => string;
  /** The body of a 429 at the token address. */
  readonly tooManyBody?: Readonly<Record<string, unknown>>;
  /** The API's answer to a call without its further headers: status, type and text. */
  readonly keylessCall?: { readonly status: number; readonly contentType: string; readonly body: string };
  /** Most refresh tokens of one person for one application, where it is not the definition's figure. */
  readonly refreshTokenCap?: number;
  /** The body of a successful end of access; left out: none. */
  readonly endedBody?: Readonly<Record<string, unknown>>;
};

/** What an access token may speak of. Times are epoch milliseconds. */
export type AccessTokenSubject = {
  readonly market: MarketState;
  readonly grant: Grant;
  readonly issuedAt: number;
  readonly expiresAt: number;
};

export const hasRule = (quirks: Quirks, rule: Rule): boolean => quirks.behaviours.some((behaviour) => behaviour.rule === rule);
