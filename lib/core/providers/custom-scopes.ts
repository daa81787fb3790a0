/** A permission as an admin describes it. `words`: what sellers read about it; null: nothing was written. */
export type DescribedScope = { readonly value: string; readonly words: string | null };

/** Printable, without what delimits (RFC 6749 §3.3). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
/** A name, a sign that stands apart on at least one side (a name may hold one), a sentence. */
const WITH_WORDS = /^(\S+?)(?:\s+=\s*|\s*=\s+)(.*)$/;
const MOST = 50;
const LONGEST_WORDS = 120;

/**
 * Permissions as they were typed: names with spaces between them, or on a line of its own a name, `=` and the sentence that
 * sellers read. null: one of them cannot be used.
 */
export function readScopes(typed: string): readonly DescribedScope[] | null {
  const read = typed.split(/\r?\n/).flatMap((line): readonly DescribedScope[] => {
    const [, value, words] = WITH_WORDS.exec(line.trim()) ?? [];
    if (value !== undefined && words !== undefined) return [{ value, words: wordsOf(words) }];
    return line.split(/\s+/).flatMap((name) => (name === "" ? [] : [{ value: name, words: null }]));
  });
  const scopes = [...new Map(read.map((scope) => [scope.value, scope])).values()];
  const fits = scopes.every(({ value, words }) => SCOPE.test(value) && (words ?? "").length <= LONGEST_WORDS);
  return fits && scopes.length <= MOST ? scopes : null;
}

/** In one line, without characters that nobody sees: some of them turn the words around them. */
const wordsOf = (typed: string): string | null =>
  typed
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim() || null;

/** The other way round: what would have to be typed. */
export const typedScopes = (scopes: readonly DescribedScope[]): string =>
  scopes.every(({ words }) => words === null)
    ? scopes.map(({ value }) => value).join(" ")
    : scopes.map(({ value, words }) => (words === null ? value : `${value} = ${words}`)).join("\n");
