import { buildAuthorizationUrl } from "../../core/oauth/authorization-request";
import type { GuardedHttp } from "../../core/ports/http";
import type { ProviderClient, ProviderTarget, TokenOutcome } from "../../core/ports/provider-client";
import type { Clock } from "../../core/ports/system";
import { exchangeCode } from "./exchange-code";
import { identifyAccount } from "./identify-account";
import { keyMemory } from "./key-memory";
import { knownEndpoints } from "./known-endpoints";
import { probeAccess } from "./probe-access";
import { readRefreshReply, refreshGrant } from "./refresh-grant";
import { revokeAccess } from "./revoke-access";
import { isClientRefused, isRevokerRefused, withOlderSecrets } from "./with-older-secrets";

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
  const tokenDeps = { ...deps, keys: keyMemory(deps.clock) };
  const endpoints = knownEndpoints(deps);
  return {
    prepare: (input) => endpoints.prepare(withOperatorValues(input)),
    authorizationUrl: (input) => {
      const url = buildAuthorizationUrl(withOperatorValues(input));
      if (!url.ok) throw new Error(`no authorization address: ${url.error.code} (${url.error.name})`);
      return url.value;
    },
    exchangeCode: async (input) => {
      const given = withOperatorValues(input);
      const known = await endpoints.prepare({ ...given, when: "returning" });
      if (!known.ok) return known.error;
      const outcome = await withOlderSecrets(known.value, isClientRefused, (target) =>
        exchangeCode(tokenDeps, { ...given, target }),
      );
      return withoutOperatorValues(input.target, outcome);
    },
    refresh: async (input) => {
      const given = withOperatorValues(input);
      const beganMs = deps.clock.monotonicMs();
      const target = await endpoints.orOwn(given);
      const outcome = await withOlderSecrets(target, isClientRefused, (aimed) => {
        // A lease is counted for one deadline over everything that a refresh asks.
        const deadlineMs = deps.deadlineMs - Math.floor(deps.clock.monotonicMs() - beganMs);
        return refreshGrant({ ...tokenDeps, deadlineMs }, { ...given, target: aimed });
      });
      return withoutOperatorValues(target, outcome);
    },
    readRefreshReply: async (input) => {
      const given = withOperatorValues(input);
      const target = await endpoints.orOwn(given);
      return withoutOperatorValues(target, await readRefreshReply(tokenDeps, { ...given, target }));
    },
    identify: (input) => identifyAccount(deps, withOperatorValues(input)),
    probe: (input) => probeAccess(deps, withOperatorValues(input)),
    revoke: async (input) => {
      const given = withOperatorValues(input);
      return withOlderSecrets(await endpoints.orOwn(given), isRevokerRefused, (target) =>
        revokeAccess(deps, { ...given, target }),
      );
    },
  };
}

type Call = { readonly target: ProviderTarget; readonly variables: Readonly<Record<string, string>> };

/** A connection's own values go before the operator's. */
const withOperatorValues = <T extends Call>(input: T): T => ({
  ...input,
  variables: { ...input.target.variables, ...input.variables },
});

/** The operator's values stay with the registration: a copy in a connection would outlive their change. */
function withoutOperatorValues({ definition }: ProviderTarget, outcome: TokenOutcome): TokenOutcome {
  if (!outcome.ok) return outcome;
  const operators = definition.variables.filter((variable) => variable.from === "operator").map(({ name }) => name);
  const own = Object.entries(outcome.grant.variables).filter(([name]) => !operators.includes(name));
  return { ...outcome, grant: { ...outcome.grant, variables: Object.fromEntries(own) } };
}
