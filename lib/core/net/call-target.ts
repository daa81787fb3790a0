import type { ProviderRequest } from "../ports/http";
import { err, ok, type Result } from "../result";
import { addressKind } from "./address-kind";

/** Where a call may go, after every rule that needs no network has been kept. */
export type CallTarget = {
  readonly origin: string;
  readonly secure: boolean;
  /** Without the brackets of an IPv6 literal. */
  readonly hostname: string;
  readonly port: number;
  /** For logs: path without query. */
  readonly path: string;
  readonly pathAndQuery: string;
  /** The host is an address, so no name will be resolved. */
  readonly literal: boolean;
  /** The only kind of address that may be dialled for it. */
  readonly reach: "global" | "loopback";
};

/** Why nothing may be sent. `host` is null when the address cannot be read at all. */
export type TargetRefusal = { readonly host: string | null; readonly why: string };

type Addressed = Pick<ProviderRequest, "url" | "allowedOrigins" | "httpOrigins">;

// The URL parser drops tabs, turns `\` into `/` and folds wide digits: an address with those does not read as it resolves.
const PLAIN = /^[\x21-\x5b\x5d-\x7e]+$/;
const USERINFO = /^[a-z][a-z0-9+.-]*:\/*[^/?#]*@/i;

/**
 * Reads the address of a call (`security.md` B3, B4, B7): https only, no userinfo, an origin of the
 * list, and no IP literal. Origins in `httpOrigins` may use plain http and literals, but loopback only.
 * Both lists hold origins as `URL.origin` writes them; the comparison is exact.
 */
export function readCallTarget(request: Addressed): Result<CallTarget, TargetRefusal> {
  if (!PLAIN.test(request.url) || !URL.canParse(request.url)) return err({ host: null, why: "the address cannot be read" });
  const url = new URL(request.url);
  const refuse = (why: string) => err({ host: url.hostname, why });

  const listed = request.httpOrigins.includes(url.origin);
  if (USERINFO.test(request.url)) return refuse("the address carries a user name");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && listed)) return refuse("only https is allowed");
  if (!request.allowedOrigins.includes(url.origin)) return refuse("not an origin of this provider");

  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const literal = addressKind(hostname) !== "unreadable";
  if (literal && !listed) return refuse("an IP address instead of a host name");

  const secure = url.protocol === "https:";
  return ok({
    origin: url.origin,
    secure,
    hostname,
    port: Number(url.port || (secure ? 443 : 80)),
    path: url.pathname,
    pathAndQuery: url.pathname + url.search,
    literal,
    reach: listed ? "loopback" : "global",
  });
}
