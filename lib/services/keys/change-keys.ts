import { type Failure, failure } from "../../core/errors";
import { type RetireObstacle, retireObstacle } from "../../core/keys/steering";
import type { NewAudit } from "../../core/ports/history";
import { err, ok, type Result } from "../../core/result";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { beginJob } from "../jobs/begin-job";
import { REENCRYPT } from "../jobs/reencrypt";
import { keepRing } from "../keep-ring";
import { isRecent } from "../recent-sign-in";
import { countKeys } from "./count-keys";
import { KEYS_RECENT_MS } from "./keys-page";

export type ChangeDeps = Pick<
  Dependencies,
  "keys" | "ring" | "reseal" | "sealer" | "jobs" | "attempts" | "clock" | "randomness" | "audit"
>;

const auditOf = (actor: Actor, action: string, keyId: string, result: NewAudit["result"], data = {}): NewAudit => ({
  action,
  actorKind: "admin",
  actorId: actor.userId,
  object: keyId,
  result,
  data,
});

/** What must be so before anybody changes keys; what they wanted is in the audit log either way. */
async function proven(deps: ChangeDeps, actor: Actor): Promise<Result<null, Failure>> {
  const { sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  return isRecent(sessionAgeMs, KEYS_RECENT_MS) ? ok(null) : err(failure("sign_in_again"));
}

async function refuse(deps: ChangeDeps, audit: NewAudit, code: Failure["code"], cause?: string): Promise<Result<never, Failure>> {
  await deps.audit.write({ ...audit, result: "denied", data: { ...audit.data, ...(cause === undefined ? {} : { why: cause }) } });
  return err(failure(code, cause));
}

/** Adds a fresh key to the ring's file; it seals nothing yet. */
export async function addKey(deps: ChangeDeps, actor: Actor): Promise<Result<{ readonly keyId: string }, Failure>> {
  const recent = await proven(deps, actor);
  if (!recent.ok) return recent;
  const { add } = deps.ring;
  if (add === null) return refuse(deps, auditOf(actor, "key_added", "", "denied"), "keys_from_outside");
  const keyId = add();
  await keepRing(deps);
  await deps.audit.write(auditOf(actor, "key_added", keyId, "done"));
  return ok({ keyId });
}

/**
 * Makes a key the one that seals, and begins to seal everything else again under it. With the key that seals already it
 * only begins the work again.
 */
export async function startRotation(
  deps: ChangeDeps,
  actor: Actor,
  keyId: string,
): Promise<Result<{ readonly jobId: string }, Failure>> {
  const recent = await proven(deps, actor);
  if (!recent.ok) return recent;
  const wanted = auditOf(actor, "key_rotation_started", keyId, "done");
  const { keys, ring } = deps;
  const own = ring.held();
  const primary = own.find(({ state }) => state === "primary");
  const held = own.find((key) => key.keyId === keyId && key.state !== "retired");
  const holders = await keys.holders();
  if (!held || !primary || !holders.every(({ keyIds }) => keyIds.includes(keyId)))
    return refuse(deps, wanted, "key_not_everywhere");

  if (keyId !== ring.sealsWith()) await keys.choose({ keyId, over: primary.keyId, before: ring.sealsWith() }, wanted);
  await keepRing(deps);
  const counts = await countKeys(deps);
  const total = [...counts].filter(([id]) => id !== keyId).reduce((sum, [, { records }]) => sum + records, 0);
  const jobId = await beginJob(deps, actor.userId, { kind: REENCRYPT, params: { keyId }, total });
  return ok({ jobId });
}

/** Nothing is opened with the key any more. It stays in the ring until whoever runs Holdfast takes it out, so this can be undone. */
export async function retireKey(
  deps: ChangeDeps,
  actor: Actor,
  { keyId, typed }: { readonly keyId: string; readonly typed: string },
): Promise<Result<null, Failure | (Failure<"key_in_use"> & { readonly records: number })>> {
  const recent = await proven(deps, actor);
  if (!recent.ok) return recent;
  const wanted = auditOf(actor, "key_retired", keyId, "done");
  if (typed.trim() !== keyId) return refuse(deps, wanted, "key_name_differs");
  const { keys, ring, clock } = deps;
  const [counts, known, holders] = await Promise.all([countKeys(deps), keys.known(), keys.holders()]);
  const obstacle = retireObstacle(
    {
      keyId,
      records: counts.get(keyId)?.records ?? 0,
      sealing: [ring.sealsWith(), ...holders.map(({ sealsWith }) => sealsWith)],
      isHeld: ring.held().some((key) => key.keyId === keyId && key.state !== "retired"),
      leftAt: known.find((key) => key.keyId === keyId)?.leftAt ?? null,
    },
    clock.now(),
  );
  if (obstacle !== null) {
    await deps.audit.write({ ...wanted, result: "denied", data: { why: obstacle.why } });
    return err(failureOf(obstacle));
  }
  await keys.setRetired(keyId, true, wanted);
  await keepRing(deps);
  return ok(null);
}

function failureOf(obstacle: RetireObstacle): Failure & { readonly records: number } {
  const records = obstacle.why === "in_use" ? obstacle.records : 0;
  const code = { seals: "key_seals", in_use: "key_in_use", on_disk: "key_on_disk", not_held: "not_found" } as const;
  return { ...failure(code[obstacle.why]), records };
}

/** A retired key opens again. */
export async function bringKeyBack(deps: ChangeDeps, actor: Actor, keyId: string): Promise<Result<null, Failure>> {
  const recent = await proven(deps, actor);
  if (!recent.ok) return recent;
  if (!deps.ring.held().some((key) => key.keyId === keyId && key.state !== "retired")) return err(failure("not_found"));
  await deps.keys.setRetired(keyId, false, auditOf(actor, "key_brought_back", keyId, "done"));
  await keepRing(deps);
  return ok(null);
}
