import type { Dependencies } from "./dependencies";

/** How old what pages tell of availability may be. */
const COUNT_EVERY_MS = 60 * 60_000;

/** Counts availability once in a while, in one of the processes that run; the beat may be as often as it likes. */
export async function countAvailability({ availability }: Pick<Dependencies, "availability">): Promise<void> {
  if (!(await availability.takeTurn(COUNT_EVERY_MS))) return;
  await availability.count();
  await availability.forget();
}
