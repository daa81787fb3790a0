import { err, ok, type Result } from "../../core/result";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";

/** RFC 8252 §8.3 allows plain http on the loopback interface; this copy needs it because it runs on a laptop. */
const isLaptop = (url: URL): boolean =>
  url.protocol === "http:" && (url.hostname === "localhost" || url.hostname === "127.0.0.1");

/** The address behind the name that the provider's portal gives it; a real address is no such name. */
function byAlias({ definition }: Marketplace, client: SandboxClient, presented: string | null): Result<string, string> {
  const [registered] = client.redirectUris;
  if (registered === undefined || !client.redirectAlias || presented !== client.redirectAlias) {
    return err(
      `${definition.displayName} takes the name of an address here, not the address. This is not a name that this application registered.`,
    );
  }
  return ok(registered);
}

function byAddress(market: Marketplace, client: SandboxClient, presented: string | null): Result<string, string> {
  const name = market.definition.displayName;
  if (presented === null || !URL.canParse(presented))
    return err("The request names no address to go back to, or one that is not an address.");
  const url = new URL(presented);
  if (url.protocol !== "https:" && !isLaptop(url) && hasRule(market.quirks, "redirect_https")) {
    return err(
      `${name} goes back to https addresses only. This pretend ${name} also takes http://localhost and http://127.0.0.1, because it runs on a laptop.`,
    );
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return err("The address to go back to is neither https nor http.");
  if (!client.redirectUris.includes(presented))
    return err("The address to go back to is not one that this application registered. It must be equal to the letter.");
  return ok(presented);
}

/**
 * Where the browser goes back to, or why nobody is sent anywhere, as a sentence.
 * RFC 9700 §2.1: exact comparison. RFC 6749 §3.1.2.3: a request without one means the one that is registered.
 *
 * @param presented what the request said in `redirect_uri`
 */
export function findRedirect(market: Marketplace, client: SandboxClient, presented: string | null): Result<string, string> {
  const { redirect } = market.definition;
  const [registered] = client.redirectUris;
  if (!redirect.inAuthorization && presented === null && registered !== undefined) return ok(registered);
  return redirect.kind === "alias" ? byAlias(market, client, presented) : byAddress(market, client, presented);
}
