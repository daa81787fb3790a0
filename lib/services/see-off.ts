import "#node-only";
import type { Departing } from "../core/ports/admin-people";
import type { NewEvent } from "../core/ports/history";
import { beginEnding } from "./begin-ending";
import type { Dependencies } from "./dependencies";
import { handOver } from "./hand-over";

const PIECE = 50;
const PEOPLE_AT_ONCE = 20;
/** So many of one person's are dealt with in one turn of the job. */
const TURN = 500;

const by = (departing: Departing) => ({ actorKind: "admin", actorId: departing.by }) as const;

/** Goes on with the connections of people who were deactivated. Safe in several processes at once. */
export async function seeOffAll(deps: Dependencies): Promise<void> {
  for (const departing of await deps.adminPeople.departing(PEOPLE_AT_ONCE)) {
    if (deps.stopping()) return;
    await seeOff(deps, departing, TURN);
  }
}

/**
 * Disconnects, pauses or hands over what somebody who was deactivated has, `most` of it at once. When nothing is left to
 * do it says so in the log.
 */
export async function seeOff(deps: Dependencies, departing: Departing, most: number): Promise<void> {
  let after: string | null = null;
  let waits = false;
  let done = 0;
  while (done < most) {
    const piece: readonly string[] = await deps.adminPeople.live(departing.personId, after, PIECE);
    for (const id of piece) {
      if (deps.stopping()) return;
      if ((await dealWith(deps, departing, id)) === "busy") waits = true;
    }
    done += piece.length;
    after = piece.at(-1) ?? null;
    if (piece.length === PIECE) continue;
    if (!waits) await deps.adminPeople.departed(departing.personId, lastWords(departing));
    return;
  }
}

const lastWords = (departing: Departing) => {
  const { personId, how, toId } = departing;
  const data = { connections: how, ...(toId !== null && { to: toId }) };
  const mine = { ...by(departing), result: "done", action: "person_seen_off", object: personId, data } as const;
  const theirs = { ...mine, action: "connections_received", object: toId, data: { from: personId } } as const;
  return how === "hand_over" && toId !== null ? [mine, theirs] : [mine];
};

async function dealWith(deps: Dependencies, departing: Departing, id: string): Promise<"done" | "busy"> {
  if (departing.how === "disconnect") {
    await beginEnding(deps, id, 0, by(departing));
    return "done";
  }
  if (departing.how === "hand_over") {
    const handed = await handOver(deps, departing, id);
    // Whoever should have got it has gone as well: it is kept, and used by nobody.
    if (handed !== "no_heir") return handed;
  }
  const events: readonly NewEvent[] = [{ ...by(departing), type: "paused" }];
  await deps.connections.setPaused(departing.personId, id, true, null, {
    events,
    audit: [{ ...by(departing), action: "connection_paused", object: id, result: "done" }],
  });
  return "done";
}
