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
