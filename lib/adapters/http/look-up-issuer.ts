import { isJsonObject, parseJson } from "../../core/oauth/json-path";
import type { GuardedHttp } from "../../core/ports/http";
import type { IssuerMetadata, LookUpIssuer } from "../../core/ports/issuers";
import { err, ok } from "../../core/result";

const LOOK_UP_MS = 4_000;
const METHODS = { client_secret_basic: "basic", client_secret_post: "post", none: "none" } as const;

/** Both places in which a server may keep its metadata (OpenID Connect Discovery 1.0 §4; RFC 8414 §3.1). */
function placesOf({ origin, pathname }: URL): readonly string[] {
  const path = pathname.replace(/\/$/, "");
  return [`${origin}${path}/.well-known/openid-configuration`, `${origin}/.well-known/oauth-authorization-server${path}`];
}

/** Looks where a server may describe itself; the first description that is one counts. */
export const lookUpIssuer =
  (http: GuardedHttp): LookUpIssuer =>
  async (issuer) => {
    const { origin, protocol } = issuer;
    let answered = false;
    for (const url of placesOf(issuer)) {
      const outcome = await http({
        method: "GET",
        url,
        headers: { accept: "application/json" },
        body: null,
        allowedOrigins: [origin],
        httpOrigins: protocol === "http:" ? [origin] : [],
        deadlineMs: LOOK_UP_MS,
      });
      answered ||= outcome.ok || outcome.failure.status !== undefined;
      const document = outcome.ok && outcome.reply.status === 200 ? parseJson(outcome.reply.body) : null;
      if (!isJsonObject(document)) continue;
      const read = readMetadata(document);
      if (read === null) continue;
      return bare(read.issuer) === bare(issuer.href) ? ok(read) : err("other_issuer");
    }
    return err(answered ? "nothing_there" : "unreachable");
  };

/** People paste addresses with and without a slash at the end; what is kept is the server's own spelling. */
const bare = (address: string): string => address.replace(/\/$/, "");

function readMetadata(document: Readonly<Record<string, unknown>>): IssuerMetadata | null {
  const text = (name: string): string => {
    const value = document[name];
    return typeof value === "string" ? value : "";
  };
  const list = (name: string): readonly unknown[] => {
    const value = document[name];
    return Array.isArray(value) ? value : [];
  };
  const [issuer, authorize, token] = [text("issuer"), text("authorization_endpoint"), text("token_endpoint")];
  if (issuer === "" || authorize === "" || token === "") return null;
  const methods = list("token_endpoint_auth_methods_supported");
  const offered = Object.entries(METHODS).find(([name]) => methods.includes(name));
  return {
    issuer,
    authorize,
    token,
    revoke: text("revocation_endpoint"),
    keys: text("jwks_uri"),
    // Left out, it means the header (RFC 8414 §2).
    method: offered?.[1] ?? "basic",
    hasOpenId: list("scopes_supported").includes("openid"),
  };
}
