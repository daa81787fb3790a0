import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { foxy } from "@/lib/core/providers/foxy";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
};
type Reply = { readonly status: number; readonly body: unknown };
type Links = Record<string, string | undefined>;

export type HalServer = {
  readonly origin: string;
  /** Foxy's own definition under another name, with this server as its look-alike. */
  readonly definition: ProviderDefinition;
  readonly seen: Asked[];
  /** A code that the consent page would have sent back, for one store. */
  readonly issueCode: (store: string) => string;
  /** What each path answers instead; a number is a status with an empty object. */
  readonly instead: Map<string, number | Reply>;
  /** Addresses of the home document's links, by relation. */
  readonly links: Links;
  /** Integrations by number, with the client that each belongs to. */
  readonly integrations: Map<string, { readonly store: string; readonly clientId: string; readonly self?: string }>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const HAL_ID = "hal-shop";
const PAGE = 2;

/** A hypermedia shop, made by hand from Foxy's documentation: its token endpoint, its names and its grants are links. */
export async function halServer(clientId = "house client"): Promise<HalServer> {
  const seen: Asked[] = [];
  const instead: HalServer["instead"] = new Map();
  const codes = new Map<string, string>();
  const access = new Map<string, string>();
  const integrations: HalServer["integrations"] = new Map([
    ["70", { store: "3200", clientId: "somebody else" }],
    ["71", { store: "3200", clientId: "yet another" }],
    ["77", { store: "3200", clientId }],
    ["78", { store: "3201", clientId }],
  ]);
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const links: Links = { "fx:token": `${origin}/swap` };

  const answer = (asked: Asked): Reply => {
    const [path = "", query = ""] = asked.path.split("?");
    const told = instead.get(path);
    if (told !== undefined) return typeof told === "number" ? { status: told, body: {} } : told;
    if (asked.headers["foxy-api-version"] !== "1") return { status: 400, body: { error: "no version" } };
    if (path === "/swap" || path === "/token") return answerToken(asked.form);
    const store = access.get(asked.headers.authorization?.replace("Bearer ", "") ?? "");
    if (path === "/") return { status: 200, body: hal({}, "/", { ...links, ...(store && { "fx:store": `/stores/${store}` }) }) };
    if (!store) return { status: 401, body: { error: "invalid_token" } };
    if (path === `/stores/${store}`) {
      const shop = { store_name: `Shop ${store}`, store_domain: `shop-${store}` };
      return { status: 200, body: hal(shop, path, { "fx:integrations": `${path}/integrations?offset=0` }) };
    }
    if (path === `/stores/${store}/integrations`) return list(store, Number(new URLSearchParams(query).get("offset")));
    const [, number = ""] = /^\/integrations\/(\d+)$/.exec(path) ?? [];
    const found = integrations.get(number);
    if (asked.method !== "DELETE" || found?.store !== store) return { status: 404, body: {} };
    integrations.delete(number);
    for (const [token, owner] of access) if (owner === store) access.delete(token);
    return { status: 200, body: { message: "gone" } };
  };

  const answerToken = (form: URLSearchParams): Reply => {
    const isCode = form.get("grant_type") === "authorization_code";
    const store = isCode ? codes.get(form.get("code") ?? "") : form.get("refresh_token")?.replace("ref-", "");
    if (!store) return { status: 400, body: { error: "invalid_grant" } };
    if (isCode && !form.get("redirect_uri")) return { status: 400, body: { error: "redirect_uri_mismatch" } };
    if (isCode) codes.delete(form.get("code") ?? "");
    const token = `acc-${store}-${access.size + 1}`;
    access.set(token, store);
    const scope = `store_full_access store_id_${store}`;
    return { status: 200, body: { access_token: token, refresh_token: `ref-${store}`, access_token_expires: 7200, scope } };
  };

  /** Its last page names itself as the next one. */
  const list = (store: string, offset: number): Reply => {
    const all = [...integrations].filter(([, each]) => each.store === store);
    const path = `/stores/${store}/integrations`;
    const items = all.slice(offset, offset + PAGE).map(([number, each]) => ({
      client_id: each.clientId,
      ...hal({}, each.self ?? `/integrations/${number}`, {}),
    }));
    const next = offset + PAGE < all.length ? offset + PAGE : offset;
    const body = hal({}, `${path}?offset=${offset}`, { next: `${path}?offset=${next}` });
    return { status: 200, body: { ...body, _embedded: { "fx:integrations": items } } };
  };

  server.on("request", (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const asked = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, form };
      seen.push(asked);
      const { status, body } = answer(asked);
      response.writeHead(status, { "content-type": "application/hal+json" }).end(JSON.stringify(body));
    });
  });
  return {
    origin,
    definition: {
      ...foxy,
      id: HAL_ID,
      environments: {
        lookalike: { label: "Hal", isTest: true, allowHttp: true, bases: { account: origin, api: origin, other: origin } },
      },
    },
    seen,
    issueCode: (store) => {
      const code = `code-${codes.size + 1}-${store}`;
      codes.set(code, store);
      return code;
    },
    instead,
    links,
    integrations,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A HAL document with its links. */
const hal = (content: object, self: string, links: Links): Record<string, unknown> => ({
  ...content,
  _links: Object.fromEntries([["self", self], ...Object.entries(links)].map(([relation, href]) => [relation, { href }])),
});
