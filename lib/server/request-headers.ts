import type { IncomingHttpHeaders } from "node:http";

/** Names that the framework or a proxy uses among its own parts. From outside they are lies. */
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-prerender-|x-rewrite|next-resume$|x-nonce$|x-holdfast-)/;
const FORWARDED: ReadonlySet<string> = new Set([
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-server",
]);
const CLIENT_ADDRESS: ReadonlySet<string> = new Set(["x-forwarded-for", "x-real-ip"]);

export type HeaderRules = {
  readonly appOrigin: string;
  /** Whether a proxy of the operator's stands in front and sets the client's address itself. */
  readonly trustProxy: boolean;
};

/**
 * Removes what a client must not be able to tell us, in place.
 *
 * Our own address is a setting. So `Host` is set to it, and what a proxy forwards about host and
 * protocol is dropped with or without trust: nothing needs it (`security.md` A15, D7).
 */
export function cleanHeaders(headers: IncomingHttpHeaders, rules: HeaderRules): void {
  for (const name of Object.keys(headers)) {
    const dropped = INTERNAL.test(name) || FORWARDED.has(name) || (CLIENT_ADDRESS.has(name) && !rules.trustProxy);
    if (dropped) delete headers[name];
  }
  headers.host = new URL(rules.appOrigin).host;
}
