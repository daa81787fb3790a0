import type { ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import type { CallDeps } from "./call-provider";
import { revokeByHttp } from "./revoke-by-http";
import { revokeByStandard } from "./revoke-by-standard";

/**
 * Ends the grant at the provider, in the way that its definition knows.
 *
 * @throws when the definition names a hook: it cannot be missing in a build that passed its tests
 */
export async function revokeAccess(deps: CallDeps, input: Parameters<ProviderClient["revoke"]>[0]): Promise<RevocationOutcome> {
  const { revocation } = input.target.definition;
  switch (revocation.kind) {
    case "rfc7009":
      return revokeByStandard(deps, revocation, input);
    case "http":
      return revokeByHttp(deps, revocation, input);
    case "hook":
      throw new Error(`no revocation hook is called ${revocation.name}`);
    default:
      return { kind: "no_way" };
  }
}
