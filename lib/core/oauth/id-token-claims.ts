/** Most that the clocks of provider and house may differ, in seconds (`security.md` A18). */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** OpenID Connect Core §2: a subject never exceeds 255 characters. */
const LONGEST_SUBJECT = 255;

/**
 * What is wrong with an id_token's claims beside what the protocol library looks at; null: nothing.
 *
 * The library checks `azp` only beside several audiences, and never whether a token was issued in the
 * future. A token that names another party was made for that party, however long its list is.
 *
 * @param nowSeconds the provider's clock
 * @see OpenID Connect Core §3.1.3.7 (5) and (10)
 */
export function findClaimFault(
  claims: Readonly<Record<string, unknown>>,
  { clientId, nowSeconds }: { readonly clientId: string; readonly nowSeconds: number },
): string | null {
  const { azp, iat, sub } = claims;
  if (azp !== undefined && azp !== clientId) return "the azp claim names another party";
  if (typeof iat !== "number" || iat > nowSeconds + CLOCK_TOLERANCE_SECONDS) return "the iat claim lies in the future";
  if (typeof sub !== "string" || sub === "" || sub.length > LONGEST_SUBJECT) return "the sub claim names nobody";
  return null;
}
