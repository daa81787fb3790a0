import { createHash } from "node:crypto";
import { hal } from "../api/hal";
import type { ApiCall, ApiRefusal, Resource } from "../api/resource";
import { type Answer, empty, json } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { lookalikePath } from "../lookalike-bases";
import type { MarketState } from "../market-state";
import { endGrant } from "../state/find-grant";
import type { Grant } from "../state/records";

const STORE = "store_full_access";
const USER = "user_full_access";

/** Foxy's words are those of the library that its published sentences come from. */
export function refuseFoxyCall({ why }: ApiRefusal): Answer {
  if (why === "no_token") return empty(401, { "www-authenticate": 'Bearer realm="Service"' });
  if (why === "scope") {
    const error_description = "The request requires higher privileges than provided by the access token";
    return json(403, { error: "insufficient_scope", error_description });
  }
  const how = why === "expired" ? "has expired" : "is invalid";
  return json(401, { error: "invalid_token", error_description: `The access token provided ${how}` });
}

const link = (market: MarketState, request: SandboxRequest, template: string, title: string) => ({
  href: `${request.origin}${lookalikePath(market.definition, template)}`,
  title,
});

const notFound = (): Answer => json(404, { message: "There is no such resource." });

/** A number that stays the same for the same words, as the provider numbers what it keeps. */
const numberOf = (...words: readonly string[]): string =>
  String(Number.parseInt(createHash("sha256").update(words.join(" ")).digest("hex").slice(0, 8), 16) % 900_000);

const userOf = (details: Readonly<Record<string, string>>): string => numberOf("user", details["person"] ?? "");

/** One integration for everything that one application may do in one place with one permission. */
const integrationOf = ({ clientId, details, scope }: Grant): string =>
  numberOf("integration", clientId, details["person"] ?? "", details["storeId"] ?? "", scope.join(" "));

const home: Resource = {
  address: "{api}",
  open: true,
  answer: ({ market, request, caller }) => {
    const at = (template: string, title: string) => link(market, request, template, title);
    const { storeId } = caller?.grant.details ?? {};
    const scope = caller?.grant.scope ?? [];
    return hal({ message: "Welcome to the pretend Foxy API." }, at("{api}", "").href, {
      "fx:token": { ...at("{api}/token", "The address for codes and renewals"), type: "application/json" },
      ...(storeId !== undefined && scope.includes(STORE) ? { "fx:store": at(`{api}/stores/${storeId}`, "Your store") } : {}),
      ...(caller !== null && scope.includes(USER)
        ? { "fx:user": at(`{api}/users/${userOf(caller.grant.details)}`, "Your user") }
        : {}),
    });
  },
};

const store: Resource = {
  address: "{api}/stores/{store}",
  scope: STORE,
  answer: ({ market, request, account, grant }) => {
    const { storeId } = grant.details;
    if (request.variables["store"] !== storeId || storeId === undefined) return notFound();
    const self = link(market, request, `{api}/stores/${storeId}`, "This store").href;
    const names = {
      store_name: `${account.fullName.split(" ")[0]}'s pretend store ${storeId}`,
      store_domain: `pretend-${storeId}`,
    };
    return hal({ ...names, is_active: true }, self, {
      "fx:integrations": link(market, request, `{api}/stores/${storeId}/integrations`, "Integrations of this store"),
    });
  },
};

const user: Resource = {
  address: "{api}/users/{user}",
  scope: USER,
  answer: ({ market, request, account, grant }) => {
    const id = userOf(grant.details);
    if (request.variables["user"] !== id) return notFound();
    const self = link(market, request, `{api}/users/${id}`, "This user").href;
    const [first_name, last_name] = account.fullName.split(" ");
    return hal({ first_name, last_name, email: account.email }, self, {
      "fx:integrations": link(market, request, `{api}/users/${id}/integrations`, "Integrations of this user"),
    });
  },
};

/** The grants that stand behind the integrations which a caller may see: those of its store, or of its user. */
function grantsBeside({ market, grant }: ApiCall): readonly Grant[] {
  const place = grant.scope.includes(STORE) ? "storeId" : "person";
  return market
    .records()
    .grants.filter((other) => other.endedAt === null && other.scope.join(" ") === grant.scope.join(" "))
    .filter((other) => other.details[place] === grant.details[place]);
}

/** Lists the seller's integrations. One of somebody else's application is always among them, first. */
function integrations(call: ApiCall): Answer {
  const { market, request, account } = call;
  const item = (id: string, client_id: string, project_name: string) => ({
    client_id,
    project_name,
    added_by_name: account.fullName,
    added_by_email: account.email,
    _links: { self: link(market, request, `{api}/integrations/${id}`, project_name) },
  });
  const own = new Map(grantsBeside(call).map((grant) => [integrationOf(grant), grant.clientId]));
  const items = [
    item("900001", "client_of_somebody_else", "Another application"),
    ...[...own].map(([id, clientId]) => item(id, clientId, "Holdfast")),
  ];
  const totals = { total_items: String(items.length), returned_items: String(items.length), limit: "20", offset: "0" };
  return hal({ ...totals, _embedded: { "fx:integrations": items } }, `${request.origin}${request.path}`);
}

/**
 * DELETE of an integration: its refresh tokens end, and with them every access token that the same
 * application, user and permission has anywhere, the caller's own included.
 */
function deleteIntegration(call: ApiCall): Answer {
  const { market, request } = call;
  const records = market.records();
  const ended = grantsBeside(call).filter((grant) => integrationOf(grant) === request.variables["integration"]);
  const [first] = ended;
  if (first === undefined) return notFound();
  for (const grant of ended) endGrant(grant, "application", market.now());
  for (const grant of records.grants) {
    const isSame = grant.clientId === first.clientId && grant.details["person"] === first.details["person"];
    if (isSame && grant.scope.join(" ") === first.scope.join(" ")) grant.access = [];
  }
  records.counters.revocations += 1;
  return json(200, { message: "The integration was deleted." });
}

/** Foxy's API as far as Holdfast walks it. The home document stands on the second site too, with the same links. */
export const FOXY_RESOURCES: readonly Resource[] = [
  home,
  { ...home, address: "{other}" },
  store,
  user,
  { address: "{api}/stores/{store}/integrations", scope: STORE, answer: integrations },
  { address: "{api}/users/{user}/integrations", scope: USER, answer: integrations },
  { address: "{api}/integrations/{integration}", method: "DELETE", scope: null, endsAccess: true, answer: deleteIntegration },
];
