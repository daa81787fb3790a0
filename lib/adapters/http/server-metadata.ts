import * as oauth from "oauth4webapi";
import { CLOCK_TOLERANCE_SECONDS } from "../../core/oauth/id-token-claims";
import type { IdTokenIssuer } from "../../core/oauth/id-token-issuer";
import type { ProviderTarget } from "../../core/ports/provider-client";

/** Stands where a provider names no issuer. No provider can send it, so a response that claims any issuer is refused (RFC 9207 §2.4). */
const NO_ISSUER = "urn:holdfast:no-issuer";

/**
 * A provider's environment as the protocol library knows servers. The endpoint is only carried along:
 * the wire takes the request from the library and decides by the definition where it goes.
 *
 * @param idTokens who signs the id_tokens: an authorization response that names an issuer can mean no other
 *   (OpenID Connect Discovery §4.3), where the definition names none for it
 */
export function describeServer(
  { definition }: ProviderTarget,
  endpoint: string,
  idTokens: IdTokenIssuer | null = null,
): oauth.AuthorizationServer {
  return {
    issuer: definition.issuer ?? idTokens?.issuer ?? NO_ISSUER,
    token_endpoint: endpoint,
    revocation_endpoint: endpoint,
    authorization_response_iss_parameter_supported: definition.issInResponse,
  };
}

/**
 * Who may have signed an id_token, as the protocol library knows servers. Without an issuer no id_token
 * is shown to it; if one were, nothing would fit.
 */
export const describeIssuer = (idTokens: IdTokenIssuer | null): oauth.AuthorizationServer => ({
  issuer: idTokens?.issuer ?? NO_ISSUER,
  id_token_signing_alg_values_supported: [...(idTokens?.algorithms ?? [])],
  ...(idTokens && { jwks_uri: idTokens.keys }),
});

/** The client, with the provider's clock: an id_token is compared with the time of who issued it. */
export const describeClient = ({ clientId }: ProviderTarget, clockSkewMs: number | null): oauth.Client => ({
  client_id: clientId,
  [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
  [oauth.clockSkew]: Math.round((clockSkewMs ?? 0) / 1000),
});

/** The wire authenticates the client, since the definition says how. */
export const authenticatedByWire: oauth.ClientAuth = () => undefined;

/** Plain http is for an environment that was composed for it, as a second check behind the address rules. */
export const allowsPlainHttp = ({ definition, environmentId }: ProviderTarget): boolean =>
  definition.environments[environmentId]?.allowHttp === true;
