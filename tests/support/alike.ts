import { isDeepStrictEqual } from "node:util";
import type { Answer } from "./ask";
import { nonceOf } from "./policy-faults";

/**
 * An answer without what differs between any two answers: the date, the nonce, and the order in which
 * the framework numbers the parts of a page.
 *
 * @param hidden what was asked for, such as an id that the answer repeats
 */
export function bare({ status, headers, body }: Answer, hidden: readonly string[] = []): Readonly<Record<string, unknown>> {
  const { date, ...rest } = headers;
  const nonce = nonceOf(String(headers["content-security-policy"]));
  const hide = (text: string) => [nonce, ...hidden].filter(Boolean).reduce((left, each) => left.replaceAll(each, "*"), text);
  const whole = inOnePiece(hide(body));
  return { status, headers: hide(JSON.stringify(rest)), markup: markupOf(whole), words: wordsOf(whole) };
}

/** As many answers as it takes to tell what an answer depends on from how it happened to be cut this time. */
const TRIES = 3;

/**
 * What tells two answers apart, each time that they are asked for. A page's data is cut into parts as it becomes
 * ready, so that one pair may differ where nothing that it depends on does; whoever wants to learn from a difference
 * needs it again.
 *
 * @returns the pieces of the last pair that only one of the two has; none when a pair was alike
 */
export async function difference(
  one: () => Promise<Readonly<Record<string, unknown>>>,
  other: () => Promise<Readonly<Record<string, unknown>>>,
): Promise<readonly string[]> {
  let last: readonly string[] = [];
  for (let tried = 0; tried < TRIES; tried += 1) {
    last = onlyInOne(await one(), await other());
    if (last.length === 0) return [];
  }
  return last;
}

function onlyInOne(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): readonly string[] {
  if (isDeepStrictEqual(a, b)) return [];
  const [inA, inB] = [piecesOf(a), piecesOf(b)];
  const minus = (from: readonly string[], what: readonly string[]) => from.filter((piece) => !what.includes(piece));
  const found = [...minus(inA, inB).map((piece) => `- ${piece}`), ...minus(inB, inA).map((piece) => `+ ${piece}`)];
  return found.length > 0 ? found : ["the same pieces, in another order or number"];
}

const piecesOf = (answer: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(answer).flatMap(([part, value]) =>
    (Array.isArray(value) ? value.map(String) : String(value).split(/(?=<)/)).map((piece) => `${part}: ${piece}`),
  );

/** A page's data comes in as many scripts as it was ready in. */
const inOnePiece = (body: string): string => body.replace(/"\]\)<\/script><script nonce="\*">self\.__next_f\.push\(\[1,"/g, "");

const markupOf = (body: string): string =>
  body.startsWith("<") ? body.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, "$1") : "";

/** The framework marks the parts of each answer with a random name and one letter. */
const OF_ONE_ANSWER = /^"[\w-]{21,22}[a-z]"$/;

/** Every piece of text in a body, scripts included, in alphabetical order and without references between parts. */
export function wordsOf(body: string): readonly string[] {
  const pieces = body.replaceAll('\\"', '"').match(/"[^"]*"/g) ?? [];
  return pieces
    .filter((piece) => !/^"(\$|\\n)|[[\]{}]/.test(piece) && !/^"[0-9a-f]+:/.test(piece) && !OF_ONE_ANSWER.test(piece))
    .sort();
}
