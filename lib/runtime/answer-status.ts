import { AsyncLocalStorage } from "node:async_hooks";
import { randomInt } from "node:crypto";
import { reference } from "../core/ids";

type Box = { status: number | null; reference: string | null };

const SLOT = Symbol.for("holdfast.answer-status");
type Slot = { [SLOT]?: AsyncLocalStorage<Box> };

/** The framework bundles modules more than once; all of them have to find the same store. */
function storage(): AsyncLocalStorage<Box> {
  const slot = globalThis as Slot;
  slot[SLOT] ??= new AsyncLocalStorage<Box>();
  return slot[SLOT];
}

/**
 * Runs one request so that a page can say which status its answer has. The framework's own way of
 * saying it draws the page in the browser only, so that without scripts it stays blank.
 *
 * @returns what `run` gives; `chosen` inside it tells the status that was said, null for none, and `fault` the
 *   reference of what failed
 */
export const withAnswerStatus = <T>(run: (chosen: () => number | null, fault: () => string) => T): T => {
  const box: Box = { status: null, reference: null };
  return storage().run(box, () =>
    run(
      () => box.status,
      () => referenceOf(box),
    ),
  );
};

/** Says it for the request that is being answered. */
export function answerWith(status: 404 | 429): void {
  const box = storage().getStore();
  if (box) box.status = status;
}

const RANDOM_STEPS = 2 ** 32;
const referenceOf = (box: Box): string => {
  box.reference ??= reference(() => randomInt(RANDOM_STEPS) / RANDOM_STEPS);
  return box.reference;
};

/** A short code such as `K7-4QX` for what failed in the request that is being answered: its page and its log line show the same one. null outside of one. */
export function faultReference(): string | null {
  const box = storage().getStore();
  return box ? referenceOf(box) : null;
}
