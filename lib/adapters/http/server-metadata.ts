import * as oauth from "oauth4webapi";
import type { ProviderTarget } from "../../core/ports/provider-client";

/** Stands where a provider names no issuer. No provider can send it, so a response that claims any issuer is refused (RFC 9207 §2.4). */
const NO_ISSUER = "urn:holdfast:no-issuer";

/** Signatures that an id_token may carry; never `none`, never a shared secret (`security.md` A18). */
const SIGNATURES = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "Ed25519", "EdDSA"];

/** Most that clocks may differ when claims of an id_token are compared, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * A provider's environment as the protocol library knows servers. The endpoint is only carried along:
 * the wire takes the request from the library and decides by the definition where it goes.
 */
export function describeServer({ definition }: ProviderTarget, endpoint: string): oauth.AuthorizationServer {
  return {
    issuer: definition.issuer ?? NO_ISSUER,
    token_endpoint: endpoint,
    revocation_endpoint: endpoint,
    authorization_response_iss_parameter_supported: definition.issInResponse,
    id_token_signing_alg_values_supported: SIGNATURES,
  };
}

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
