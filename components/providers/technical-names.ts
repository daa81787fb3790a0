/** What a provider's manual and its metadata call an address (RFC 8414 §2). */
export const TECHNICAL_NAMES: Readonly<Record<string, string>> = {
  authorize: "authorization_endpoint",
  token: "token_endpoint",
  revoke: "revocation_endpoint",
  keys: "jwks_uri",
  issuer: "issuer",
};
