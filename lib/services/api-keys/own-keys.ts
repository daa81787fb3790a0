import { KEY_BYTES, KEY_DAYS, KEY_RIGHTS, keyState, MOST_KEYS, OVERLAP_SECONDS, writeKey } from "../../core/api-keys";
import { isEnded } from "../../core/connections/connection";
import { type Failure, failure } from "../../core/errors";
import { publicId } from "../../core/ids";
import type { ApiKeyRecord, NewApiKey, NotMade } from "../../core/ports/api-keys";
import type { NewAudit } from "../../core/ports/history";
import { err, ok, type Result } from "../../core/result";
import { kindOf } from "../../core/roles";
import type { ApiKeyView } from "../../views/api-keys";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { isRecent } from "../recent-sign-in";
import { definitionOf } from "../resolve-target";
import type { OwnKeyServices } from "./contract";

type Deps = Pick<Dependencies, "apiKeys" | "connections" | "attempts" | "definitions" | "randomness" | "digest">;

const LONGEST_NAME = 60;
const NOT_MADE = {
  name_taken: failure("key_name_taken"),
  too_many: failure("too_many_keys"),
  no_such_connection: { ...failure("value_invalid"), field: "connections" },
} as const satisfies Record<NotMade, Failure>;

/** What people do with the keys of their tools. */
export const ownKeyServices = (deps: Deps): OwnKeyServices => ({
  async apiKeys(actor) {
    const [keys, live] = await Promise.all([deps.apiKeys.ofOwner(actor.userId), liveOf(deps, actor)]);
    const working = keys.filter((key) => isWorking(key));
    return { keys: keys.map(present), isFull: working.length >= MOST_KEYS, example: live[0]?.id ?? null };
  },

  async keyChoices(actor) {
    const live = await liveOf(deps, actor);
    return {
      rights: KEY_RIGHTS,
      days: KEY_DAYS,
      connections: live.map(({ id, label, providerId }) => ({
        id,
        label,
        provider: definitionOf(deps, providerId)?.displayName ?? providerId,
      })),
    };
  },

  makeKey: (actor, input) => makeKey(deps, actor, input),
  rotateKey: (actor, id) => rotateKey(deps, actor, id),

  async revokeKey(actor, id) {
    const ended = await deps.apiKeys.revoke(actor.userId, id, auditOf(actor, "api_key_revoked", id));
    return ended ? ok(ended) : err(failure("not_found"));
  },

  async keyUses(actor, id) {
    const key = (await deps.apiKeys.ofOwner(actor.userId)).find((each) => each.id === id);
    if (!key) return err(failure("not_found"));
    const uses = await deps.apiKeys.usesOf(actor.userId, id);
    return ok({ ...present(key), uses: uses.map(({ label, usedAt }) => ({ label, usedAt: usedAt.toISOString() })) });
  },
});

async function makeKey(
  deps: Deps,
  actor: Actor,
  input: Parameters<OwnKeyServices["makeKey"]>[1],
): ReturnType<OwnKeyServices["makeKey"]> {
  const name = input.name.trim();
  const may = KEY_RIGHTS.find((right) => right === input.may);
  const days = KEY_DAYS.find((each) => String(each) === input.days);
  if (name === "" || [...name].length > LONGEST_NAME || /\p{Cc}/u.test(name)) return invalid("name");
  if (may === undefined) return invalid("may");
  if (days === undefined) return invalid("days");
  const connections = input.connections && [...new Set(input.connections)];
  if (connections?.length === 0) return invalid("connections");
  if (!(await isRecently(deps, actor))) return err(failure("sign_in_again"));

  const { key, written } = newKey(deps);
  const audit = auditOf(actor, "api_key_made", written.id, { may, days });
  const notMade = await deps.apiKeys.make(actor.userId, written, { name, may, days, connections }, audit);
  return notMade === null ? ok({ key, id: written.id }) : err(NOT_MADE[notMade]);
}

async function rotateKey(deps: Deps, actor: Actor, id: string): ReturnType<OwnKeyServices["rotateKey"]> {
  if (!(await isRecently(deps, actor))) return err(failure("sign_in_again"));
  const { key, written } = newKey(deps);
  const audit = auditOf(actor, "api_key_rotated", id, { by: written.id });
  const old = await deps.apiKeys.rotate(actor.userId, id, written, OVERLAP_SECONDS, audit);
  return old ? ok({ key, id: written.id, name: old.name }) : err(failure("not_found"));
}

function newKey({ randomness, digest }: Deps): { readonly key: string; readonly written: NewApiKey } {
  const key = writeKey(randomness.token(KEY_BYTES), digest.sha256);
  const id = publicId("key", randomness.token(15));
  return { key, written: { id, keyHash: digest.sha256(key), lastFour: key.slice(-4) } };
}

/** A key opens what a session alone does not: whoever took one over shall not turn it into a key. */
const isRecently = async ({ attempts }: Deps, { sessionId }: Actor): Promise<boolean> =>
  isRecent((await attempts.inSession(sessionId)).sessionAgeMs);

const auditOf = (actor: Actor, action: string, object: string, data: NonNullable<NewAudit["data"]> = {}): NewAudit => ({
  action,
  actorKind: kindOf(actor.role),
  actorId: actor.userId,
  object,
  result: "done",
  data,
});

const liveOf = async ({ connections }: Deps, { userId }: Actor) =>
  (await connections.listOfOwner(userId)).filter(({ status }) => !isEnded(status));

const invalid = (field: string): Result<never, Failure> => err({ ...failure("value_invalid"), field });

const isWorking = (key: ApiKeyRecord): boolean => ["works", "replaced"].includes(keyState(key));

const present = (key: ApiKeyRecord): ApiKeyView => ({
  id: key.id,
  name: key.name,
  lastFour: key.lastFour,
  may: key.may,
  connections: key.connections?.map(({ label }) => label) ?? null,
  state: keyState(key),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt.toISOString(),
  usedAt: key.usedAt?.toISOString() ?? null,
  usedFrom: key.usedFrom,
});
