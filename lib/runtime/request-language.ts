import { AsyncLocalStorage } from "node:async_hooks";
import type { Language, PageLanguage } from "../core/language";

type Box = { readonly language: PageLanguage; saved: Language | null };

const SLOT = Symbol.for("holdfast.request-language");
type Slot = { [SLOT]?: AsyncLocalStorage<Box> };

/** The framework bundles modules more than once; all of them have to find the same store. */
function storage(): AsyncLocalStorage<Box> {
  const slot = globalThis as Slot;
  slot[SLOT] ??= new AsyncLocalStorage<Box>();
  return slot[SLOT];
}

/**
 * Answers one request in a language: everything that is called inside `run` finds it, and nothing else does.
 *
 * @returns what `run` gives; `saved` inside it tells the language that whoever signed in has saved, null for none
 */
export const withLanguage = <T>(language: PageLanguage, run: (saved: () => Language | null) => T): T => {
  const box: Box = { language, saved: null };
  return storage().run(box, () => run(() => box.saved));
};

/** The language of the request that is being answered; undefined outside of one. */
export const requestLanguage = (): PageLanguage | undefined => storage().getStore()?.language;

/** Says which language the person has saved who signs in with this request: their new device takes it over. */
export function takeOverLanguage(saved: Language | null): void {
  const box = storage().getStore();
  if (box) box.saved = saved;
}
