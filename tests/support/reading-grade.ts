/** Syllables as English spelling suggests them: groups of vowels, without a silent e or a leading y. */
function syllables(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, "");
  const groups = bare
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, "")
    .replace(/^y/, "")
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/** A catalogue text as it may be read: values become a short name, plural forms their longest branch. */
function asRead(text: string): string {
  const branches = text.replace(/\{\w+, (?:plural|select),(?: =?\w+ \{[^{}]*(?:\{\w+\}[^{}]*)*\})+\}/g, (whole) =>
    [...whole.matchAll(/ =?\w+ \{([^{}]*(?:\{\w+\}[^{}]*)*)\}/g)]
      .map(([, branch]) => branch ?? "")
      .reduce((a, b) => (b.length > a.length ? b : a), ""),
  );
  return branches.replace(/\{\w+\}/g, "Jane").replaceAll("#", "two");
}

/** Flesch-Kincaid grade: years of school in the United States that a text asks for. */
export function readingGrade(text: string): number {
  const read = asRead(text);
  const sentences = Math.max(1, read.split(/[.!?]+(?:\s|$)/).filter((part) => /[a-z]/i.test(part)).length);
  const words = read.match(/[A-Za-z’'-]+/g) ?? [];
  if (words.length === 0) return 0;
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (sounds / words.length) - 15.59;
}

/** Texts of whole sentences above a grade. Fewer than seven words are too few to be measured. */
export function hardestSentences(
  texts: readonly (readonly [key: string, text: string])[],
  grade: number,
): readonly (readonly [string, number, string])[] {
  return texts
    .filter(([, text]) => text.endsWith(".") && (asRead(text).match(/\S+/g)?.length ?? 0) >= 7)
    .map(([key, text]) => [key, Math.round(readingGrade(text) * 10) / 10, text] as const)
    .filter(([, measured]) => measured > grade);
}
