import type { Marketplace, SandboxClient } from "../marketplace";
import { hasRule } from "../quirks/quirks";

/** RFC 8252 §8.3 allows plain http on the loopback interface; this copy needs it because it runs on a laptop. */
const isLaptop = (url: URL): boolean =>
  url.protocol === "http:" && (url.hostname === "localhost" || url.hostname === "127.0.0.1");

/** Why nobody is sent to this address, as a sentence; null when it may be used. RFC 9700 §2.1: exact comparison. */
export function redirectUriProblem(market: Marketplace, client: SandboxClient, redirectUri: string | null): string | null {
  const name = market.definition.displayName;
  if (redirectUri === null || !URL.canParse(redirectUri))
    return "The request names no address to go back to, or one that is not an address.";
  const url = new URL(redirectUri);
  if (url.protocol !== "https:" && !isLaptop(url) && hasRule(market.quirks, "redirect_https")) {
    return `${name} goes back to https addresses only. This pretend ${name} also takes http://localhost and http://127.0.0.1, because it runs on a laptop.`;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return "The address to go back to is neither https nor http.";
  if (!client.redirectUris.includes(redirectUri))
    return "The address to go back to is not one that this application registered. It must be equal to the letter.";
  return null;
}
