import { LEASE_MS } from "../core/connections/refresh-policy";
import { bucketOf, untilNextMs } from "../core/connections/renewal-budget";
import type { LaneSign } from "../core/connections/slow-start";
import { reference } from "../core/ids";
import type { TakenClaim } from "../core/ports/refresh-queue";
import type { RegistrationRecord } from "../core/ports/registrations";
import { leaseEndOf } from "./ask-provider";
import type { Dependencies } from "./dependencies";
import { refreshClaimed } from "./refresh-connection";

export type TakenDue = {
  readonly registration: RegistrationRecord;
  readonly claims: readonly TakenClaim[];
  readonly leaseEndsMs: number;
  /** Milliseconds until the budget allows one more; 0: it does now. null: the registration rests. */
  readonly waitMs: number | null;
};

/** Claims up to `most` of what is due longest at one registration, as far as its budget goes. Each is to be renewed at once, or given back. */
export async function takeDue(deps: Dependencies, registration: RegistrationRecord, most: number): Promise<TakenDue> {
  const bucket = bucketOf(deps.budgetOf(registration));
  const leaseEndsMs = leaseEndOf(deps.clock.monotonicMs());
  const { claims, budgetLeft } = await deps.queue.take({
    registrationId: registration.id,
    leases: Array.from({ length: most }, () => ({
      leaseId: deps.randomness.token(16),
      reference: reference(deps.randomness.fraction),
    })),
    leaseMs: LEASE_MS,
    bucket,
  });
  return { registration, claims, leaseEndsMs, waitMs: budgetLeft === null ? null : untilNextMs(bucket, budgetLeft) };
}

/** Renews one that was taken. @returns what that says about the others at the same registration */
export async function renewTaken(
  deps: Dependencies,
  { registration, leaseEndsMs }: TakenDue,
  { claim, reference: code }: TakenClaim,
): Promise<LaneSign> {
  try {
    const done = await refreshClaimed(deps, claim, { reference: code, leaseEndsMs, registration });
    if (done.ok) return "works";
    // One connection that its seller has to repair says nothing about the provider.
    return done.error.code === "reconnect_needed" || done.error.code === "not_usable" ? "nothing" : "trouble";
  } catch (error) {
    deps.logger.error("a scheduled refresh broke", { connection: claim.connection.id, error });
    return "trouble";
  }
}
