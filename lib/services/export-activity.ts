import type { ActivityEventView } from "../views/activity";
import type { ActivityWish } from "../views/activity-query";
import { presentActivity, toAsk, understood } from "./activity";
import type { Actor } from "./actor";
import type { Dependencies } from "./dependencies";

/** Few enough to hold, many enough that a long history is not a thousand questions. */
const LINES_AT_ONCE = 500;

/** Everything that fits the wish, newest first, read in pieces while it is taken. */
export async function* exportActivity(
  deps: Pick<Dependencies, "activity" | "definitions">,
  actor: Actor,
  wish: ActivityWish,
): AsyncGenerator<readonly ActivityEventView[], void> {
  const ask = toAsk(understood(wish), wish);
  let { before } = ask;
  for (;;) {
    const records = await deps.activity.page(actor.userId, { ...ask, before, limit: LINES_AT_ONCE });
    if (records.length > 0) yield records.map((record) => presentActivity(deps, record, actor));
    before = records.at(-1)?.id ?? null;
    if (records.length < LINES_AT_ONCE) return;
  }
}
