/** Parts of names that make the whole name a secret's. */
const TELLING =
  /token|secret|passw|passphrase|authorization|cookie|verifier|credential|nonce|assertion|signature|jwt|jwk|apikey|privatekey|keyring/;

/** Last words of names about a secret that do not hold it, such as `tokenType` or `tokenExpiresAt`. */
const ABOUT: readonly string[] = ["type", "endpoint", "count", "at", "ms", "seconds"];

/** Last words that name a secret, and the words before them that say otherwise. */
const LAST_WORDS: Readonly<Record<string, readonly string[]>> = {
  code: ["error", "exit", "failure", "http", "status", "response", "country", "currency"],
  state: ["display", "connection", "refresh", "last", "ready", "breaker", "job"],
  key: ["text", "sort"],
  keys: [],
  k: [],
  pwd: [],
  pass: [],
  otp: [],
  auth: [],
};

/** Whether what stands under this name, in any spelling, is to be taken for a secret. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  if (TELLING.test(words.join(""))) return !ABOUT.includes(last);

  const unless = Object.hasOwn(LAST_WORDS, last) ? LAST_WORDS[last] : undefined;
  return unless !== undefined && !unless.includes(words.at(-2) ?? "");
}
