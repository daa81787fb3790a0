/**
 * The 150 commonest pairs of letters in English, identifiers and paths. Of the neighbours in words
 * they are more than half; of those in random text an eighth.
 */
const PAIRS = new Set(
  (
    "er od es de le st re is en no ul ne mo du se te ex di on nt xt li in ma ve ts co ti at or ro js rv ap ri ed al nd ut ge ac pr et pa ch " +
    "ou io ta me ec tr ns ie po cl ct ra ng an ar it om ea he il ca ce mp un th rs ag ad pp lo to pe ib ic ev im as sm el da na ss fi am ck " +
    "ur ue si id la ke qu nc ha pt ef rr em vi tc ls rm op ig mi ll pl au sp rt ry us fo cr iz eq oc so sh fe ni sc bo ep ze oa ho va ai ol " +
    "ot tu ba ir gi tt eb lt ty do ow yp bl we rc"
  ).split(" "),
);

/** The shortest run that is looked at: shorter ones say too little about themselves. */
export const WINDOW = 24;
const COMMON_SHARE = 0.5;
/** Changes between letters and digits, and from small to capital letters, that words of this length do not have. */
const MOST_CHANGES = 7;

type Tally = { pairs: number; common: number; changes: number };

/**
 * Whether every stretch of 24 characters reads like words, as a path, an identifier or a sentence
 * without blanks does, and a random token does not.
 *
 * Of random base64, base64url, hexadecimal, base36 and base32 texts of 32 characters, fewer than one in
 * 10,000 reads like words. A text shorter than the window always does.
 */
export function readsLikeWords(text: string): boolean {
  const tally: Tally = { pairs: 0, common: 0, changes: 0 };
  for (let end = 1; end < text.length; end += 1) {
    count(tally, text.slice(end - 1, end + 1), 1);
    if (end >= WINDOW) count(tally, text.slice(end - WINDOW, end - WINDOW + 2), -1);
    if (end >= WINDOW - 1 && !isWordy(tally)) return false;
  }
  return true;
}

function count(tally: Tally, pair: string, step: 1 | -1): void {
  if (!/^[A-Za-z0-9]{2}$/.test(pair)) return;
  tally.pairs += step;
  if (PAIRS.has(pair.toLowerCase())) tally.common += step;
  if (/^(?:[A-Za-z]\d|\d[A-Za-z]|[a-z][A-Z])$/.test(pair)) tally.changes += step;
}

/** A ruler of dashes holds few pairs and no secret. */
const isWordy = ({ pairs, common, changes }: Tally): boolean =>
  pairs < WINDOW / 4 || (common / pairs >= COMMON_SHARE && changes < MOST_CHANGES);
