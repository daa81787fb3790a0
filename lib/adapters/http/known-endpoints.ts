import { discoveryAddress, discoveryIssuer } from "../../core/oauth/discovery-address";
import type { FoundEndpoints } from "../../core/oauth/found-endpoints";
import { withFoundEndpoints } from "../../core/oauth/with-found-endpoints";
import type { ProviderClient, ProviderTarget } from "../../core/ports/provider-client";
import { ok, type Result } from "../../core/result";
import type { CallDeps } from "./call-provider";
import { type FailedOutcome, unsentOutcome } from "./failed-call";
import { findEndpoints } from "./find-endpoints";
import { keptLookups } from "./kept-lookups";

/** Shorter than other calls: a code may live for seconds, and a lease is counted for one call and a little more. */
const LOOK_UP_MS = 4_000;
const KEPT = { freshMs: 3_600_000, restMs: 30_000, most: 100 };

type Place = { readonly target: ProviderTarget; readonly variables: Readonly<Record<string, string>> };

/** The target with its endpoints as far as they are known. */
export type KnownEndpoints = {
  readonly prepare: (input: Parameters<ProviderClient["prepare"]>[0]) => Promise<Result<ProviderTarget, FailedOutcome>>;
  /** For a grant that we hold: an unreachable document must not cost it, so the definition's own addresses stand in. */
  readonly orOwn: (place: Place) => Promise<ProviderTarget>;
};

/** Where a provider's endpoints are, looked up where its definition says so and kept for an hour. */
export function knownEndpoints(deps: CallDeps): KnownEndpoints {
  const look = keptLookups<FoundEndpoints, FailedOutcome>(deps.clock, KEPT);
  const bounded: CallDeps = { ...deps, deadlineMs: Math.min(deps.deadlineMs, LOOK_UP_MS) };

  const find = async (place: Place, insist: boolean): Promise<Result<FoundEndpoints | null, FailedOutcome>> => {
    const { definition, environmentId } = place.target;
    const { discovery } = definition;
    if (discovery.kind === "none") return ok(null);
    const address = discoveryAddress({ definition, environmentId, variables: place.variables }, discovery);
    if (!address.ok) return { ok: false, error: unsentOutcome(address.error) };
    const key = `${definition.id} ${environmentId} ${address.value.href}`;
    return look(key, () => findEndpoints(bounded, discovery, place), insist);
  };
  const settle = ({ target, variables }: Place, found: FoundEndpoints | null): ProviderTarget => {
    const { definition, environmentId } = target;
    return withFoundEndpoints(target, found, discoveryIssuer({ definition, environmentId, variables }, definition.discovery));
  };

  return {
    prepare: async ({ when, ...place }) => {
      const found = await find(place, when === "leaving");
      if (found.ok) return ok(settle(place, found.value));
      // A home page tells an address that the definition knows, too; metadata may tell a rule, so it has to be known.
      const expendable = when === "returning" && place.target.definition.discovery.kind === "hal";
      return expendable ? ok(settle(place, null)) : found;
    },
    orOwn: async (place) => {
      const found = await find(place, false);
      return settle(place, found.ok ? found.value : null);
    },
  };
}
