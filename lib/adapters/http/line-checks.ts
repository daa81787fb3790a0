import { readCallTarget } from "../../core/net/call-target";
import { environmentOrigins, expandAddress, plainHttpOrigins } from "../../core/oauth/endpoints";
import type { Examination, LineReport } from "../../core/ports/examination";
import type { Clock } from "../../core/ports/system";
import { checkLine } from "./check-line";
import { HTTP_LIMITS } from "./limits";
import { type Resolve, resolveBySystem } from "./resolve-checked";

export type LineDeps = {
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly resolve?: Resolve;
  /** Certificate authorities in PEM instead of the system's; for test servers. */
  readonly ca?: readonly string[];
  readonly connectMs?: number;
  /** Further origins that may be reached on loopback; for test servers. */
  readonly ownOrigins?: readonly string[];
};

/** Checks the line to each host that renewals and checks of a connection go to, all at once. */
export const lineChecks =
  (deps: LineDeps): Examination["lines"] =>
  async ({ target, variables }) => {
    const { definition, environmentId } = target;
    const scope = { definition, environmentId, variables: { ...target.variables, ...variables } };
    const { token, api } = definition;
    const templates = [token.refreshEndpoint ?? token.endpoint, ...(api.probe === null ? [] : [api.probe.endpoint])];
    const addresses = templates.flatMap((template) => {
      const address = expandAddress(scope, hostOf(template));
      return address.ok ? [address.value] : [];
    });
    if (addresses.length < templates.length) return null;
    const hosts = [...new Map(addresses.map((address) => [address.origin, address])).values()];
    const httpOrigins = [...plainHttpOrigins(scope), ...(deps.ownOrigins ?? [])];
    return Promise.all(hosts.map((address) => check(deps, address, environmentOrigins(scope), httpOrigins)));
  };

/** A path may name what only the tokens know; a line needs the host alone. */
const hostOf = (template: string): string => /^(?:\{\w+\}|https?:\/\/[^/]+)/.exec(template)?.[0] ?? template;

async function check(
  deps: LineDeps,
  address: URL,
  allowedOrigins: readonly string[],
  httpOrigins: readonly string[],
): Promise<LineReport> {
  const read = readCallTarget({ url: address.href, allowedOrigins, httpOrigins });
  if (!read.ok) return { host: address.hostname, name: "forbidden", line: null, tookMs: 0 };
  const dialing = { resolve: deps.resolve ?? resolveBySystem, ca: deps.ca, connectMs: deps.connectMs ?? HTTP_LIMITS.connectMs };
  return checkLine({ ...dialing, monotonicMs: deps.clock.monotonicMs }, read.value);
}
