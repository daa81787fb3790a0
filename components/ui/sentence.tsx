import { createElement, Fragment, type ReactNode } from "react";
import { type TextValues, translator } from "../../lib/views/texts/translate";

/** Characters that no text holds: they mark where an element goes. */
const FIRST_MARK = 0xe000;

type SentenceProps = {
  /** Key of the catalogue. */
  readonly text: string;
  readonly values?: TextValues | undefined;
  /** Values that are elements: a `<time>`, a `<b>`, a link. */
  readonly nodes: Readonly<Record<string, ReactNode>>;
};

/**
 * A sentence of the catalogue, kept whole for translators, with elements among its values. What they hold may be written the
 * other way than the sentence, so each stands apart.
 */
export function Sentence({ text, values = {}, nodes }: SentenceProps) {
  const names = Object.keys(nodes);
  const marks = Object.fromEntries(names.map((name, place) => [name, String.fromCharCode(FIRST_MARK + place)]));
  // Splitting by a group keeps what matched, at the odd places.
  const parts = translator()(text, { ...values, ...marks }).split(/([\ue000-\ue0ff])/);
  const drawn = parts.map((part, place) =>
    place % 2 === 1 ? createElement("bdi", null, nodes[names[part.charCodeAt(0) - FIRST_MARK] ?? ""]) : part,
  );
  return createElement(Fragment, null, ...drawn);
}
