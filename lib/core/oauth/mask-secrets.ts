const MASK = "[masked]";
/** Anything long enough to be a credential that is not plain words: letters and digits mixed, or three dotted parts. */
const TOKEN_SHAPED = /(?=[A-Za-z0-9_\-.~+/=%]*\d)(?=[A-Za-z0-9_\-.~+/=%]*[A-Za-z])[A-Za-z0-9_\-.~+/=%]{20,}/g;
/** Shorter values are words of any sentence. */
const SHORTEST_SECRET = 4;

/**
 * Masks what a provider must not echo into our records: the secrets of this very call in every form in
 * which they were sent, and whatever looks like a credential.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, MASK), text).replace(TOKEN_SHAPED, MASK);
}
