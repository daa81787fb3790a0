import type { ServerResponse } from "node:http";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import type { Actor } from "@/lib/services/contract";
import { json, providerServer, type Seen } from "../integration/wire/provider-server";
import type { House } from "./house";
import { type Asked, arrive, start } from "./walk";

type Answer = (seen: Seen, response: ServerResponse) => void;

/** A marketplace of a test on loopback: gives out numbered tokens, and answers everything else as told. */
export type OwnMarketplace = AsyncDisposable & {
  /** The same provider under another name, with its addresses here and its accounts told in the token reply. */
  readonly twin: (of: ProviderDefinition, id: string, change?: Partial<ProviderDefinition>) => ProviderDefinition;
  readonly seen: readonly Seen[];
  /** Requests that were no token request. */
  readonly others: () => readonly Seen[];
  /** The same, as "METHOD path". */
  readonly asked: () => readonly string[];
  /** The number of the newest tokens. */
  readonly issued: () => number;
  /** Answers to anything but a token request; the default confirms. */
  answer: Answer;
  /** null: a refresh is granted, with a new refresh token when `rotates`. */
  refuseRefresh: Answer | null;
  rotates: boolean;
  /** It confirms ends and goes on as before. */
  lies: boolean;
  lifetimeSeconds: number;
  /** Forgets what it was asked, and behaves as at first. What it gave out stays given. */
  readonly startOver: () => void;
};

const AT_FIRST = {
  answer: (_seen: Seen, response: ServerResponse) => void response.writeHead(200).end(),
  refuseRefresh: null,
  rotates: false,
  lies: false,
  lifetimeSeconds: 3600,
} as const satisfies Partial<OwnMarketplace>;

const parse = ({ headers, body, form }: Seen): Readonly<Record<string, string>> =>
  headers["content-type"] === "application/json" ? JSON.parse(body) : Object.fromEntries(form);

/** Numbers of the tokens that a request names anywhere. */
const tokensIn = ({ headers, body }: Seen): readonly number[] =>
  [...`${JSON.stringify(headers)} ${body}`.matchAll(/(?:access|refresh)-(\d+)/g)].map(([, number]) => Number(number));

export async function ownMarketplace(): Promise<OwnMarketplace> {
  let issued = 0;
  /** Each token's permission, named after its first token; and those that were ended. */
  const families = new Map<number, number>();
  const ended = new Set<number>();
  const familyOf = (seen: Seen) => tokensIn(seen).map((number) => families.get(number) ?? number);
  const isToken = ({ path }: Seen) => /token$/.test(path);
  const server = await providerServer((seen, response) => {
    if (!isToken(seen)) {
      response.on("finish", () => {
        if (seen.method !== "GET" && response.statusCode === 200 && !market.lies)
          for (const family of familyOf(seen)) ended.add(family);
      });
      return market.answer(seen, response);
    }
    const { grant_type, code } = parse(seen);
    if (grant_type === "refresh_token" && market.refuseRefresh) return market.refuseRefresh(seen, response);
    const [family] = grant_type === "refresh_token" ? familyOf(seen) : [];
    if (family !== undefined && ended.has(family)) return json(response, { error: "invalid_grant" }, 400);
    issued += 1;
    families.set(issued, family ?? issued);
    const givesRefresh = grant_type === "authorization_code" || market.rotates;
    json(response, {
      access_token: `access-${issued}`,
      token_type: "bearer",
      expires_in: market.lifetimeSeconds,
      ...(givesRefresh && { refresh_token: `refresh-${issued}` }),
      ...(code?.startsWith("of-") && { account: code.slice(3) }),
    });
  });
  const market: OwnMarketplace = {
    twin: (of, id, change = {}) => {
      const [first] = Object.values(of.environments);
      const bases = Object.fromEntries(Object.keys(first?.bases ?? {}).map((name) => [name, server.origin]));
      const [composed] = withLookalike([{ ...of, id, idToken: null, ...change }], () => bases);
      if (!composed) throw new Error("nothing was composed");
      return { ...composed, identity: [{ from: "reply", id: "account", name: "account", stable: true }] };
    },
    seen: server.seen,
    others: () => server.seen.filter((seen) => !isToken(seen)),
    asked: () => market.others().map(({ method, path }) => `${method} ${path}`),
    issued: () => issued,
    ...AT_FIRST,
    startOver: () => {
      server.seen.length = 0;
      Object.assign(market, AT_FIRST);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return market;
}

/** A whole connect there. @param account "" is one that the marketplace does not name */
export async function connectThere(
  house: House,
  actor: Actor,
  providerId: string,
  account: string,
  asked: Asked = {},
): Promise<{ readonly outcome: string; readonly id: string }> {
  const started = await start(house, actor, { ...asked, providerId });
  const back = new URL(`http://localhost:3000/api/oauth/${providerId}/callback`);
  const state = new URL(started.address).searchParams.get("state") ?? "";
  back.search = new URLSearchParams({ code: account === "" ? "c" : `of-${account}`, state }).toString();
  const { outcome } = await arrive(house, actor, started, back);
  const result = await house.services.attemptResult(actor, started.attemptId);
  return { outcome, id: (result.ok && result.value.connection?.id) || "" };
}
