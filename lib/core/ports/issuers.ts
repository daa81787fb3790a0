import type { Result } from "../result";

/** What an issuer says about itself (RFC 8414 §2; OpenID Connect Discovery 1.0 §3). Addresses as they were written there. */
export type IssuerMetadata = {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  readonly keys: string;
  readonly method: "basic" | "post" | "none";
  readonly hasOpenId: boolean;
};

/**
 * Asks an issuer for its metadata, by the guards of all calls.
 *
 * `unreachable`: no line, or no answer. `nothing_there`: it tells nothing in a form that is known. `other_issuer`: what it
 * tells belongs to another issuer (RFC 8414 §3.3).
 */
export type LookUpIssuer = (issuer: URL) => Promise<Result<IssuerMetadata, "unreachable" | "nothing_there" | "other_issuer">>;
