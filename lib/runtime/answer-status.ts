import { AsyncLocalStorage } from "node:async_hooks";

type Box = { status: number | null };

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
 * @returns what `run` gives; `chosen` inside it tells the status that was said, null for none
 */
export const withAnswerStatus = <T>(run: (chosen: () => number | null) => T): T => {
  const box: Box = { status: null };
  return storage().run(box, () => run(() => box.status));
};

/** Says it for the request that is being answered. */
export function answerWith(status: 404): void {
  const box = storage().getStore();
  if (box) box.status = status;
}
