import { buildAuthorizationUrl } from "../../core/oauth/authorization-request";
import type { GuardedHttp } from "../../core/ports/http";
import type { ProviderClient } from "../../core/ports/provider-client";
import type { Clock } from "../../core/ports/system";
import { exchangeCode } from "./exchange-code";
import { identifyAccount } from "./identify-account";
import { refreshGrant } from "./refresh-grant";
import { revokeAccess } from "./revoke-access";

/**
 * Every call to a provider, by its definition, through the guarded client.
 *
 * @param deps `deadlineMs` bounds each call as a whole
 * @throws from `authorizationUrl` when definition, registration and variables give no address; they were checked when the flow started
 */
export function createProviderClient(deps: {
  readonly http: GuardedHttp;
  readonly clock: Clock;
  readonly deadlineMs: number;
}): ProviderClient {
  return {
    authorizationUrl: (input) => {
      const url = buildAuthorizationUrl(input);
      if (!url.ok) throw new Error(`no authorization address: ${url.error.code} (${url.error.name})`);
      return url.value;
    },
    exchangeCode: (input) => exchangeCode(deps, input),
    refresh: (input) => refreshGrant(deps, input),
    identify: (input) => identifyAccount(deps, input),
    revoke: (input) => revokeAccess(deps, input),
  };
}
