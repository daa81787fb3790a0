import type { ConnectionView } from "../../lib/views/connection";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";

/** What also holds, in words; null: nothing else. The two kinds of trouble share a name, so it is said once. */
export function alsoSentence({ state, also }: ConnectionView): string | null {
  const t = translator();
  const word = (name: ConnectionView["state"]) => t(`state.${name}.name`);
  const others = [...new Set(also.filter((name) => name !== "working").map(word))].filter((name) => name !== word(state));
  return others.length === 0 ? null : t("detail.also", { list: listWords(others) });
}
