import "#node-only";
import { cleanLabel } from "../core/connections/label";
import type { SealedCredential } from "../core/connections/record";
import type { Departing, HandOver } from "../core/ports/admin-people";
import type { Dependencies } from "./dependencies";
import { openTokens, ownerOf, sealTokens } from "./seal-tokens";

/** Endings that a label gets where the new person has one of that name. */
const SUFFIXES = Array.from({ length: 20 }, (_, n) => ` ${n + 2}`);

/**
 * Gives a connection to another person. Its access is opened and sealed again in the same moment and never leaves this
 * process; the account at the marketplace, its permissions and its history stay as they are.
 *
 * @returns `busy`: a renewal is under way, so it has to be tried again
 */
export async function handOver(
  deps: Dependencies,
  { personId, toId, by }: Departing,
  id: string,
): Promise<"done" | "busy" | "no_heir"> {
  if (toId === null) return "no_heir";
  const connection = await deps.connections.ofOwner(personId, id);
  if (!connection) return "done";
  const { label } = connection;
  const who = { actorKind: "admin", actorId: by } as const;
  const handed = await deps.adminPeople.handOver({
    connectionId: id,
    fromId: personId,
    toId,
    label,
    otherLabels: SUFFIXES.map((suffix) => cleanLabel(`${label}${suffix}`) ?? `${[...label].slice(0, 50).join("")}${suffix}`),
    reseal: (held) => reseal(deps, toId, held),
    events: (next) => [
      { ...who, type: "handed_over" },
      ...(next === label ? [] : [{ ...who, type: "renamed", data: { from: label, to: next } }]),
    ],
    audit: () => [{ ...who, action: "connection_handed_over", object: id, result: "done", data: { from: personId, to: toId } }],
  });
  if (handed === "no_heir") return "no_heir";
  return handed === "busy" || handed === "label_taken" ? "busy" : "done";
}

/** For its new person, and for the next generation. */
function reseal(deps: Dependencies, toId: string, held: Parameters<HandOver["reseal"]>[0]): SealedCredential | "wait" | null {
  const { connection, sealed } = held;
  const { generation, accessEndKnown } = connection.keeping;
  const opened = openTokens(deps, sealed, ownerOf(connection), generation);
  if (!opened.ok) return opened.error.code === "key_missing" ? "wait" : null;
  return sealTokens(deps, opened.value, { ...ownerOf(connection), userId: toId }, generation + 1, accessEndKnown);
}
