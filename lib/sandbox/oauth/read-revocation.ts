import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { grantOfAccessToken, grantOfRefreshToken } from "../state/find-grant";
import type { Grant } from "../state/records";
import { sameSecret } from "../state/secret";

type Values = Readonly<Record<string, string>>;

/** What stands in a template's one placeholder: `Client {clientSecret}` and `Client abc` give `{ clientSecret: "abc" }`. */
function valueIn(template: string, sent: string | null): Values {
  const [, before, name, after] = /^([^{]*)\{(\w+)\}([^{]*)$/.exec(template) ?? [];
  if (before === undefined || name === undefined || after === undefined || sent === null) return {};
  if (!sent.startsWith(before) || !sent.endsWith(after) || sent.length < before.length + after.length) return {};
  return { [name]: sent.slice(before.length, sent.length - after.length) };
}

/** Everything that the definition's templates find in a request. */
function valuesOf(market: Marketplace, request: SandboxRequest): Values {
  const { revocation } = market.definition;
  if (revocation.kind !== "http") return {};
  const sent = revocation.encoding === "json" ? request.json : request.form;
  const inHeaders = Object.entries(revocation.headers).map(([name, template]) =>
    valueIn(template, request.header(name.toLowerCase())),
  );
  const inBody = Object.entries(revocation.parameters).map(([name, template]) => valueIn(template, sent.get(name)));
  return Object.assign({}, ...inHeaders, ...inBody);
}

/**
 * Reads a request that ends access in the provider's own way. The client is the one whose every named
 * credential fits; the grant is one of this client's.
 */
export function readRevocation(
  market: Marketplace,
  request: SandboxRequest,
): { readonly client: SandboxClient | null; readonly grant: Grant | undefined } {
  const values = valuesOf(market, request);
  const client = market.clients.find((candidate) => {
    if (values["clientId"] !== undefined && values["clientId"] !== candidate.clientId) return false;
    return candidate.clientSecret ? sameSecret(values["clientSecret"] ?? "", candidate.clientSecret) : true;
  });
  const records = market.records();
  const { accessToken, refreshToken } = values;
  const grant =
    (accessToken === undefined ? undefined : grantOfAccessToken(records, accessToken)) ??
    (refreshToken === undefined ? undefined : grantOfRefreshToken(records, refreshToken));
  return { client: client ?? null, grant: grant?.clientId === client?.clientId ? grant : undefined };
}
