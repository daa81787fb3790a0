import { MASK, maskText } from "../mask-text";

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
  return maskText(longestFirst.reduce((masked, secret) => masked.replaceAll(secret, MASK), text));
}
