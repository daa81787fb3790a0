import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wordsOf } from "@/tests/support/alike";
import { type App, startApp } from "@/tests/support/app";
import { type Answer, formOf } from "@/tests/support/ask";
import { changes, dump } from "@/tests/support/dump";
import {
  ADMINS,
  builtManifest,
  builtPatterns,
  CLOSED,
  type DoorRoute,
  NOBODYS,
  ROUTES,
  SELLERS,
} from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
let jane: Seller;
/** Nobody, another seller and an admin: none of them may see or touch what is Jane's. */
let others: Readonly<Record<"stranger" | "seller" | "admin", Visitor>>;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  others = {
    stranger: visitor(app.origin),
    seller: visitor(app.origin, (await app.signIn("Omar")).cookie),
    admin: visitor(app.origin, (await app.signIn("Ada", "admin")).cookie),
  };
});
afterAll(() => app[Symbol.asyncDispose]());

type Decision = "sign in" | "missing" | "refused" | "let in";

function decision({ status, headers, body }: Answer): Decision {
  // What is asked for by script is told where to go in its body.
  const leads = headers.location ?? /NEXT_REDIRECT;\w+;([^;"]*)/.exec(body)?.[1] ?? "";
  if (/^(http:\/\/localhost:\d+)?\/sign-in(\?|$)/.test(leads)) return "sign in";
  // What is asked for by script has its status before the page is drawn, so the page itself says it then.
  if (status === 404 || /data-missing(=|":)"page"/.test(body)) return "missing";
  return status >= 400 ? "refused" : "let in";
}

const HEADERS = [
  {},
  { rsc: "1" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
  { "x-middleware-next": "1", "x-middleware-rewrite": "/help", "x-middleware-override-headers": "cookie" },
  { "x-invoke-path": "/help", "x-matched-path": "/help", "x-invoke-status": "200" },
  { "x-nextjs-data": "1", "x-now-route-matches": "1=a" },
  { "next-resume": "1", "x-prerender-revalidate": "1" },
  { "x-original-url": "/help", "x-rewrite-url": "/help", "x-forwarded-uri": "/help" },
  { "x-http-method-override": "GET", "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
];

/** Other spellings of an address that a rule in front could be walked around with. */
const SPELLINGS: readonly ((target: string) => string)[] = [
  (target) => `${target}.rsc`,
  (target) => `${target}.json`,
  (target) => `${target}/`,
  (target) => `${target}.segments/_tree.segment.rsc`,
  (target) => `/_next/data/${readFileSync(path.resolve(".next/BUILD_ID"), "utf8").trim()}${target}.json`,
  (target) => target.replace(/^\/\w/, (start) => start.toUpperCase()),
  (target) => target.toUpperCase(),
  (target) => `/${target}`,
  (target) => target.replace(/(?<=.)\//, "//"),
  (target) => target.replace(/(?<=.)\//, "%2f"),
  (target) => target.replace(/(?<=.)\//, "\\"),
  (target) => `/help/..${target}`,
  (target) => `/%2e${target}`,
  (target) => `/en${target}`,
  (target) => `${target};x=1`,
  (target) => `${target}%00`,
  (target) => `${target}?_rsc=abc12`,
  (target) => `${target}?__nextLocale=en&__nextDataReq=1`,
  (target) => `http://localhost${target}`,
];

const tryAs = (browser: Visitor, route: DoorRoute, target: string, headers = {}) =>
  browser.look(target, route.kind === "form" ? formOf(route.fields?.(jane.ids), headers) : { headers });

/** The framework sends its own kind of request to an address with a query of its own; then the answer comes. */
async function settled(browser: Visitor, route: DoorRoute, target: string, headers = {}): Promise<Answer> {
  const answer = await tryAs(browser, route, target, headers);
  const own = /[?&]_rsc(=|$)/.test(answer.headers.location ?? "") && answer.status === 307;
  return own && !target.includes("_rsc") ? tryAs(browser, route, String(answer.headers.location), headers) : answer;
}

it("E2: every address of the build stands in the table of who may use it", () => {
  expect([...builtPatterns()].sort()).toEqual(ROUTES.map(({ pattern }) => pattern).sort());
});

it("E3: nothing stands in front of the routes, so all of this is decided where the data is", () => {
  const manifest = builtManifest<Record<string, unknown>>("server/middleware-manifest.json");

  expect(manifest).toMatchObject({ middleware: {}, sortedMiddleware: [], functions: {} });
  for (const name of ["middleware.js", "proxy.js", "src/middleware.js"])
    expect(existsSync(path.resolve(".next/server", name)), name).toBe(false);
});

it("E2: there is no server action, so nothing can be called past the routes", () => {
  const actions = builtManifest<Record<string, unknown>>("server/server-reference-manifest.json");

  expect(actions).toMatchObject({ node: {}, edge: {} });
});

it.each(["stranger", "seller", "admin"] as const)(
  "E2: whatever the request pretends, an asking %s gets the same decision and nothing of Jane's",
  async (who) => {
    const before = await dump(app.database.url, ["session.last_seen_at"]);

    for (const route of keptFrom(who)) {
      const target = route.at(jane.ids);
      for (const headers of HEADERS) {
        const answer = await settled(others[who], route, target, headers);
        expect(decision(answer), `${target} ${JSON.stringify(headers)} ${answer.status}`).toBe(
          who !== "stranger" ? "missing" : route.kind === "read" ? "refused" : "sign in",
        );
        expect(answer.body).not.toContain(jane.label);
      }
      // A spelling that nobody is kept out of would show with a stranger already; forms are spelled once.
      for (const spell of who === "stranger" || route.kind === "page" ? SPELLINGS : []) {
        const answer = await settled(others[who], route, spell(target));
        expect(["sign in", "missing", "refused", "elsewhere"], spell(target)).toContain(elsewhereOr(answer, decision(answer)));
        expect(answer.body).not.toContain(jane.label);
      }
    }

    expect(changes(before, await dump(app.database.url, ["session.last_seen_at"]))).toEqual([]);
  },
);

/**
 * Where somebody has nothing to find: a stranger anywhere, others where something is Jane's. What only admins find is asked
 * for by everybody in tests/admin/roles.test.ts.
 */
const keptFrom = (who: keyof typeof others): readonly DoorRoute[] =>
  SELLERS.filter((route) => who === "stranger" || route.at(jane.ids).includes("_"));

/** A redirect that only puts the address right, such as one without its last slash. */
const elsewhereOr = ({ status, headers }: Answer, decided: Decision): string =>
  status === 308 && String(headers.location).startsWith("/") ? "elsewhere" : decided;

it("E2: a variable of the address cannot be put in by its query", async () => {
  const omar = await sellerWithConnection(app, "Karim", "ben");
  const { connection } = omar.ids;

  for (const name of ["nxtPid", "nxtIid", "id", "params", "nxtP", "nextInternalLocale"]) {
    const answer = await omar.browser.look(`/connections/${connection}?${name}=${jane.ids.connection}`);
    expect(answer.body, name).not.toContain(jane.label);
    expect([answer.status, answer.body.includes(omar.label)], name).toEqual([200, true]);
    await omar.browser.submit(`/api/connections/${connection}/pause?${name}=${jane.ids.connection}`);
  }

  const [row] = await app.database.query("select status from connection where public_id = $1", [jane.ids.connection]);
  expect(row).toEqual({ status: "ACTIVE" });
});

it("E2: what is fetched ahead of a click is the same for its owner and for nobody", async () => {
  for (const route of CLOSED.filter(({ kind }) => kind === "page"))
    for (const ahead of [
      { "next-router-prefetch": "1" },
      { "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    ]) {
      const asked = [others.stranger, jane.browser].map((browser) =>
        settled(browser, route, route.at(jane.ids), { rsc: "1", ...ahead }),
      );
      const [nobody, owner] = await Promise.all(asked);
      expect(wordsOf(nobody?.body ?? ""), route.pattern).toEqual(wordsOf(owner?.body ?? "-"));
    }
});

it("E2: calling an action that a page does not have does nothing and shows nothing", async () => {
  for (const { at } of ROUTES.filter(({ kind }) => kind === "page")) {
    const headers = {
      "sec-fetch-site": "same-origin",
      "next-action": "7f".repeat(21),
      "content-type": "text/plain;charset=UTF-8",
    };
    const answer = await others.stranger.look(at(jane.ids), { method: "POST", headers, body: '["$K1"]' });
    expect(answer.status, at(jane.ids)).toBeGreaterThanOrEqual(300);
    expect(answer.body).not.toContain(jane.label);
  }
});

it("E2: the owner is let in everywhere, so the matrix is not one of closed doors", async () => {
  for (const route of SELLERS.filter(({ kind, pattern }) => kind === "page" && !pattern.includes("leave")))
    expect(decision(await tryAs(jane.browser, route, route.at(jane.ids))), route.pattern).toBe("let in");
});

/** What a page says to who reads it. */
const shown = ({ body }: Answer): string => body.replace(/<(script|head)\b[\s\S]*?<\/\1>|<[^>]*>/g, " ").replace(/\s+/g, " ");

/** What admins find with what is here; tests/admin/roles.test.ts makes one of everything and asks as every role. */
const ADMIN_PAGES = () => ADMINS.filter((route) => route.kind === "page" && !namesNothing(route));
const namesNothing = ({ at }: DoorRoute): boolean => Object.values(NOBODYS).some((id) => at(jane.ids).includes(id));

it("E2: an admin is let in to what admins see, and a seller meets there what is at an address of nothing", async () => {
  const nothing = await jane.browser.look("/no-such-page");

  for (const route of ADMIN_PAGES()) {
    const target = route.at(jane.ids);
    expect(decision(await tryAs(others.admin, route, target)), target).toBe("let in");
    const answer = await tryAs(jane.browser, route, target);
    expect([answer.status, shown(answer)], target).toEqual([nothing.status, shown(nothing)]);
    expect(answer.body, target).not.toMatch(/All connections|Answers nobody|Marketplaces and how/);
  }
});

it("E4: who is no admin any more sees nothing of it from the next request on", async () => {
  const former = await app.signIn("Bo", "admin");
  const browser = visitor(app.origin, former.cookie);
  for (const { at } of ADMIN_PAGES()) expect((await browser.look(at(jane.ids))).status).toBe(200);

  await app.database.query("update app_user set role = 'seller' where public_id = $1", [former.userId]);

  for (const { at } of ADMIN_PAGES()) expect((await browser.look(at(jane.ids))).status).toBe(404);
});
