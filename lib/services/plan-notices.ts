import { publicId } from "../core/ids";
import { planNotice } from "../core/notices/plan";
import type { Dependencies } from "./dependencies";
import { derivation } from "./derivation";

const LOOK_EVERY_MS = 60_000;

type Deps = Pick<Dependencies, "noticeQueue" | "clock" | "definitions" | "randomness">;

/**
 * Notes what only time brings about (an end that comes near, trouble that lasts, trouble that is over), at most once
 * a minute for the whole deployment.
 *
 * @param everyMs less often than this nobody looks; 0: always
 */
export async function lookAround(deps: Deps, everyMs = LOOK_EVERY_MS): Promise<void> {
  if (!(await deps.noticeQueue.mayLook(everyMs))) return;
  await deps.noticeQueue.lookAround(derivation(deps));
}

/** Decides for everybody who was told something how they hear of it, and makes the mails that are due. */
export async function planNotices(deps: Deps): Promise<void> {
  const newMailId = () => publicId("mal", deps.randomness.token(18));
  let last: string | null = null;
  do last = await deps.noticeQueue.planNext(last, planNotice, newMailId);
  while (last !== null);
}
