const PLAIN = "AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz";
const ACCENTED = "ÅåÇçĐđÉéĜĝÎîŁłÑñÖöŘřŠšŢţÛûÝýŽž";
const ACCENTS: ReadonlyMap<string, string> = new Map([...PLAIN].map((letter, place) => [letter, ACCENTED[place] ?? letter]));
const GROWTH = 0.4;

/** Where the brace at `open` closes. */
function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at++) {
    if (message[at] === "{") depth++;
    if (message[at] === "}" && --depth === 0) return at;
  }
  return message.length;
}

/** Accents what people read of an ICU message; names of values and of plural forms stay. */
function accented(message: string): string {
  let told = "";
  for (let at = 0; at < message.length; at++) {
    const letter = message.charAt(at);
    if (letter !== "{") {
      told += ACCENTS.get(letter) ?? letter;
      continue;
    }
    const end = closing(message, at);
    told += argument(message.slice(at, end + 1));
    at = end;
  }
  return told;
}

/** `{name}` stays; of `{count, plural, one {…} other {…}}` the parts in braces are messages. */
function argument(text: string): string {
  const [, head, rest] = /^(\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,)(.*)\}$/s.exec(text) ?? [];
  if (head === undefined || rest === undefined) return text;
  let told = head;
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] !== "{") {
      told += rest.charAt(at);
      continue;
    }
    const end = closing(rest, at);
    told += `{${accented(rest.slice(at + 1, end))}}`;
    at = end;
  }
  return `${told}}`;
}

/**
 * An English ICU message as its pseudo-locale has it: accented, two fifths longer and in brackets, so that whoever
 * looks sees what is cut, what has no room and what comes from no catalogue.
 */
export function pseudo(message: string): string {
  const letters = message.replace(/\{[^{}]*\}/g, "").length;
  const dots = "·".repeat(Math.ceil(letters * GROWTH));
  // As long as words are, so that a line can end between them.
  return `⟦${accented(message)} ${dots.replace(/·{5}(?=·)/g, "$& ")}⟧`;
}
