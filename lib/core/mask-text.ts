import { readsLikeWords, WINDOW } from "./reads-like-words";

/** Stands where a secret stood. */
export const MASK = "[masked]";

/** A text is looked at up to here; the rest is dropped, not shown unread. */
const LONGEST = 16_384;

/** Beginnings of names whose value is a secret wherever they stand in a text. */
const NAMES =
  "tokens?|secrets?|passw(?:or)?d|passphrase|pwd|verifier|credentials?|nonce|signature|assertion|cookie|authorization|jwks?";
/** Whole names; as beginnings they would meet too many words. */
const SHORT_NAMES = "(?:(?<![a-z])|auth|oauth|device)(?:code|state|keys?|k)";

/** Public ids (`ids.ts`): a prefix and a random part that opens nothing, shorter than any secret of ours. */
const PUBLIC_ID =
  /(?<![A-Za-z0-9_-])(?:usr|ses|att|con|reg|msg|inc|eng|lnk|mal|viw|job|out|emg)_[A-Za-z0-9_-]{16,28}(?![A-Za-z0-9_-])/g;

/** A line of a file, or what a code may say: a small number, or an error code of the system, the database or a library. */
const HARMLESS = /\.[cm]?[jt]sx?:\d+(?::\d+)?$|^code\b.*\W(?:\d{1,5}|E[A-Z]{3,20}|P\d{4}|(?:ERR|OAUTH|UND)_[A-Z_]{3,60})$/i;

const PEM = /-----BEGIN [\s\S]*?(?:-----END[^\n]*-----|$)/g;
const HEADER = /\b((?:proxy-)?authorization|(?:set-)?cookie)(\\*["']?\s{0,4}[:=]\s{0,4})[^\r\n]+/gi;
const SCHEME = /\b(bearer|basic|dpop|negotiate)((?:\s|:|%20|\+){1,4})[^\s"',;<>]+/gi;
const USER_INFO = /(?<!file)(:\/\/)[^\s"'<>]{0,500}@/g;
const QUERY = /([?&#;][^=&#;?\s"'<>]{0,80}=)[^&#;\s"'<>]*/g;
const NAMED = new RegExp(
  `((?:(?:${NAMES})[\\w.-]{0,40}|${SHORT_NAMES})\\\\*["'\`]?\\)?\\s{0,4}(?:=>|[=:]|%3[ad])\\s{0,4})(?:(\\\\*["'\`])(?:(?!\\2)(?:\\\\[\\s\\S]|[\\s\\S]))*|\\(?([^\\s"'&,;}\\])]+))`,
  "gi",
);
/** The parser of JSON quotes what it could not read. */
const SNIPPET = /(Unexpected [^"\n]{0,60}")[^"\n]{0,200}("\.{0,3} is not valid JSON)/g;
/** JWT and JWE start with `{"` in base64url (RFC 7515 §3.1, RFC 7516 §3.1). */
const COMPACT = /eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}/g;
const RUN = new RegExp(`(?:[A-Za-z0-9+/_=~.-]|%[0-9A-Fa-f]{2}){${WINDOW},}`, "g");

/**
 * A text without its secrets: credentials in headers and addresses, values of queries and of telling
 * names, JWTs and JWEs, and every long run of characters that does not read like words.
 *
 * Too much is masked rather than too little. Public ids, references such as K7-4QX and paths stay.
 */
export function maskText(text: string): string {
  return (
    readable(text)
      .replace(PEM, MASK)
      .replace(HEADER, `$1$2${MASK}`)
      .replace(SCHEME, `$1$2${MASK}`)
      .replace(USER_INFO, `$1${MASK}@`)
      .replace(QUERY, `$1${MASK}`)
      .replace(NAMED, maskNamed)
      .replace(SNIPPET, `$1${MASK}$2`)
      // Before the compact forms: three letters of a random text may look like the start of one.
      .replace(RUN, (run) => (readsLikeWords(run.replace(PUBLIC_ID, "/")) ? run : MASK))
      .replace(COMPACT, MASK)
  );
}

function maskNamed(whole: string, name: string, quote: string | undefined, bare: string | undefined): string {
  if (bare !== undefined && (HARMLESS.test(whole) || bare.startsWith(MASK.slice(0, -1)))) return whole;
  return `${name}${quote ?? ""}${MASK}`;
}

/** Cut at a blank, because half a secret is too short to be known as one. */
function readable(text: string): string {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST);
  return `${head.slice(0, Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"), 0))}[cut]`;
}
