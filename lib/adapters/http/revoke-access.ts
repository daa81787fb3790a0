import type { ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import type { CallDeps } from "./call-provider";
import { revokeByHttp } from "./revoke-by-http";
import { revokeByStandard } from "./revoke-by-standard";
import { revokeResource } from "./revoke-resource";

/**
 * Ends the grant at the provider, in the way that its definition knows.
 */
export async function revokeAccess(deps: CallDeps, input: Parameters<ProviderClient["revoke"]>[0]): Promise<RevocationOutcome> {
  const { revocation } = input.target.definition;
  switch (revocation.kind) {
    case "rfc7009":
      return revokeByStandard(deps, revocation, input);
    case "http":
      return revokeByHttp(deps, revocation, input);
    case "resource":
      return revokeResource(deps, revocation, input);
    default:
      return { kind: "no_way" };
  }
}
