import { type Failure, failure } from "../../core/errors";
import { looksLikeId, publicId } from "../../core/ids";
import { jobIsOver } from "../../core/jobs/job-state";
import type { EmergencyRecord } from "../../core/ports/emergency";
import type { JobRecord } from "../../core/ports/jobs";
import { err, ok, type Result } from "../../core/result";
import { audited } from "../audited";
import type { Actor } from "../contract";
import type { Dependencies } from "../dependencies";
import { beginJob } from "../jobs/begin-job";
import { doneBy } from "../providers/done-by";
import { provedRecently } from "../providers/proved-recently";
import type { EmergencyServices } from "./contract";
import { REVOKE } from "./revoke-all";
import { CAMPAIGN } from "./run-campaign";

/** What has to be typed to stop everything; to stop one marketplace, its name. */
export const ALL_WORD = "everything";

/** As many characters as other jobs' ids have. */
const JOB_ID_LENGTH = 24;

const wrong = err({ ...failure("form_invalid"), field: "typed" });
const same = (typed: string, wanted: string): boolean => typed.trim().toLowerCase() === wanted.trim().toLowerCase();
/** As people write numbers: "1,000", "1.000", "1 000". */
const numberOf = (typed: string): number => Number(typed.replace(/[\s.,'’]/gu, "") || Number.NaN);

/** Stops a registration, all of a marketplace, or all of them. */
export const stopEmergency = (
  deps: Dependencies,
  actor: Actor,
  { place: placeId, typed }: Parameters<EmergencyServices["stopEmergency"]>[1],
): ReturnType<EmergencyServices["stopEmergency"]> =>
  audited(deps, actor, "emergency_stop", { action: "emergency_begun", object: placeId }, async () => {
    const places = await deps.emergencies.places();
    const stopped = places.filter(({ id, providerId }) => placeId === null || placeId === id || placeId === providerId);
    const [first] = stopped;
    if (!first && placeId !== null) return err(failure("not_found"));
    if (!same(typed, first && placeId !== null ? nameOf(deps, first.providerId) : ALL_WORD)) return wrong;
    const recent = await provedRecently(deps, actor);
    if (!recent.ok) return recent;
    const id = publicId("emg", deps.randomness.token(18));
    const live = stopped.reduce((sum, each) => sum + each.live, 0);
    const isOne = first !== undefined && first.id === placeId;
    const what = { registrationId: isOne ? placeId : null, providerId: isOne ? null : placeId };
    const begun = await deps.emergencies.begin({ id, ...what, by: actor.userId }, [
      doneBy(actor, "emergency_begun", id, { place: placeId ?? ALL_WORD, count: live }),
    ]);
    if (begun === "not_found") return err(failure("not_found"));
    if (begun === "exists") return err(failure("changed_meanwhile"));
    deps.logger.warn("an emergency stop was pulled", { emergency: id, place: placeId ?? ALL_WORD });
    return ok({ id, live });
  });

const nameOf = (deps: Dependencies, providerId: string): string =>
  deps.definitions.find(({ id }) => id === providerId)?.displayName ?? providerId;

/** Lets it be used again. What was still to be cancelled is not: it may be new by then. */
export const liftEmergency = (deps: Dependencies, actor: Actor, id: string): ReturnType<EmergencyServices["liftEmergency"]> =>
  audited(deps, actor, "emergency_stop", { action: "emergency_lifted", object: id }, async () => {
    const found = await known(deps, id);
    if (!found.ok) return found;
    const recent = await provedRecently(deps, actor);
    if (!recent.ok) return recent;
    const lifted = await deps.emergencies.lift(id, { by: actor.userId, cancels: REVOKE }, (jobs) => [
      doneBy(actor, "emergency_lifted", id),
      ...jobs.map((job) => doneBy(actor, "job_cancelled", job, { kind: REVOKE })),
    ]);
    return lifted ? ok(null) : err(failure("changed_meanwhile"));
  });

/** Begins the end of all its connections. */
export const revokeEmergency = (
  deps: Dependencies,
  actor: Actor,
  { id, shown, typed }: Parameters<EmergencyServices["revokeEmergency"]>[1],
): ReturnType<EmergencyServices["revokeEmergency"]> =>
  audited(deps, actor, "emergency_stop", { action: "emergency_revoked", object: id }, async () => {
    const found = await known(deps, id);
    if (!found.ok) return found;
    // Only what nobody uses is ended like this: whoever lifts it has decided that it is safe.
    if (found.value.endedAt !== null) return err(failure("changed_meanwhile"));
    const { live } = await deps.emergencies.counts(id);
    return begin(deps, actor, { id, kind: REVOKE, count: live, shown, typed, action: "emergency_revoked" });
  });

/** Begins the one mail to each seller. */
export const campaignEmergency = (
  deps: Dependencies,
  actor: Actor,
  { id, shown, typed }: Parameters<EmergencyServices["campaignEmergency"]>[1],
): ReturnType<EmergencyServices["campaignEmergency"]> =>
  audited(deps, actor, "emergency_stop", { action: "campaign_begun", object: id }, async () => {
    const found = await known(deps, id);
    if (!found.ok) return found;
    // While it lasts nobody could do what the mail asks for.
    if (found.value.endedAt === null) return err(failure("stopped"));
    // What is being cancelled would be missing from the mail that each seller gets once.
    const revoke = await jobOf(deps, id, REVOKE);
    if (revoke && !jobIsOver(revoke.state)) return err(failure("too_soon"));
    const { toAsk } = await deps.emergencies.counts(id);
    return begin(deps, actor, { id, kind: CAMPAIGN, count: toAsk, shown, typed, action: "campaign_begun" });
  });

type Order = {
  readonly id: string;
  readonly kind: string;
  readonly count: number;
  readonly shown: number;
  readonly typed: string;
  readonly action: string;
};

async function begin(deps: Dependencies, actor: Actor, order: Order): Promise<Result<{ readonly job: string }, Failure>> {
  const { id, kind, count, shown, typed, action } = order;
  if (count === 0 || count !== shown) return err(failure("changed_meanwhile"));
  if (numberOf(typed) !== shown) return wrong;
  const recent = await provedRecently(deps, actor);
  if (!recent.ok) return recent;
  const before = await jobOf(deps, id, kind);
  if (before && !jobIsOver(before.state)) return ok({ job: before.id });
  // Two at once see the same one before theirs, and begin the same.
  const job = publicId("job", deps.digest.sha256(`${id} ${kind} ${before?.id ?? ""}`).slice(0, JOB_ID_LENGTH));
  await beginJob(deps, actor.userId, { kind, params: { emergency: id }, total: count }, job, [
    doneBy(actor, action, id, { job, count }),
  ]);
  return ok({ job });
}

async function jobOf(deps: Dependencies, id: string, kind: string): Promise<JobRecord | null> {
  const job = await deps.emergencies.jobOf(id, kind);
  return job === null ? null : deps.jobs.byId(job);
}

async function known(deps: Dependencies, id: string): Promise<Result<EmergencyRecord, Failure>> {
  const found = looksLikeId("emg", id) ? await deps.emergencies.byId(id) : null;
  return found === null ? err(failure("not_found")) : ok(found);
}
