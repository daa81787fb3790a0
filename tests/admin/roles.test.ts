import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { may, type Role } from "@/lib/core/roles";
import { type App, startApp } from "@/tests/support/app";
import { type Answer, formOf } from "@/tests/support/ask";
import { changes, dump } from "@/tests/support/dump";
import { ADMINS, builtPatterns, CLOSED, type DoorRoute, type Ids, NOBODYS, ROUTES } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { type Visitor, visitor } from "@/tests/support/visitor";

const ROLES_HERE = ["stranger", "owner of it", "other seller", "viewer", "admin", "owner"] as const;
type Who = (typeof ROLES_HERE)[number];
const ROLE_OF: Readonly<Record<Who, Role | null>> = {
  stranger: null,
  "owner of it": "seller",
  "other seller": "seller",
  viewer: "viewer",
  admin: "admin",
  owner: "owner",
};

let app: App;
let jane: Seller;
let ids: Ids;
let browsers: Readonly<Record<Who, Visitor>>;
let made: { readonly client: string; readonly outage: string };
let people: Readonly<Record<"viewer" | "admin", string>>;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  const [viewer, admin, owner] = [
    await app.signIn("Vera", "viewer"),
    await app.signIn("Adam", "admin"),
    await app.signIn("Olga", "owner"),
  ];
  browsers = {
    stranger: visitor(app.origin),
    "owner of it": jane.browser,
    "other seller": visitor(app.origin, (await app.signIn("Omar")).cookie),
    viewer: visitor(app.origin, viewer.cookie),
    admin: visitor(app.origin, admin.cookie),
    owner: visitor(app.origin, owner.cookie),
  };
  people = { viewer: viewer.userId, admin: admin.userId };
  ids = { ...jane.ids, ...(await oneOfEverything()) };
  made = await clientAndOutage();
});
afterAll(() => app[Symbol.asyncDispose]());

/** What only admins have, made by an admin as their pages do it. */
async function oneOfEverything(): Promise<Pick<Ids, "job" | "auditEvent">> {
  const made = ROUTES.find(({ pattern }) => pattern === "/api/admin/jobs");
  await browsers.owner.submit(made?.at(jane.ids) ?? "", made?.fields?.(jane.ids));
  const busy = () => app.database.query("select 1 from job where state in ('waiting', 'running', 'cancelling')");
  while ((await busy()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const [job] = await app.database.query("select public_id from job order by id desc limit 1");
  const [entry] = await app.database.query("select min(id)::text as id from audit_event");
  return { job: String(job?.["public_id"] ?? jane.ids.job), auditEvent: String(entry?.["id"]) };
}

async function clientAndOutage(): Promise<typeof made> {
  await browsers.owner.submit("/api/admin/outages", { provider: "stubhub", kind: "down", text: "Closed." });
  const [row] = await app.database.query(
    "select (select public_id from client_registration where provider_id = 'stubhub' limit 1) as client, (select public_id from outage_note limit 1) as outage",
  );
  return { client: String(row?.["client"]), outage: String(row?.["outage"]) };
}

type Decision = "sign in" | "missing" | "told" | "allowed";

/** What the door and the services decided, from the answer alone. */
function decision({ status, headers, body, cookies }: Answer): Decision {
  const leads = headers.location ?? /NEXT_REDIRECT;\w+;([^;"]*)/.exec(body)?.[1] ?? "";
  if (/\/sign-in(\?|$)/.test(leads) && !leads.includes("problem=again")) return "sign in";
  if (status === 401) return "sign in";
  if (status === 404 || /data-missing(=|":)"page"/.test(body)) return "missing";
  if (status === 403 || leads.includes("/connections/problem/not_allowed") || flashOf(cookies).startsWith("err.not_allowed"))
    return "told";
  return "allowed";
}

/** The text of the message that a form sent along, as its key in the catalogue. */
function flashOf(cookies: readonly string[]): string {
  const value = cookies.find((line) => line.startsWith("__Host-holdfast.flash="))?.split(/[=;]/)[1] ?? "";
  if (value === "") return "";
  const [, text] = JSON.parse(Buffer.from(value.split(".")[0] ?? "", "base64url").toString()) as [number, string];
  return (JSON.parse(text) as { readonly text: string }).text;
}

/** What the table of addresses says. */
function meant(route: DoorRoute, who: Who): Decision {
  const role = ROLE_OF[who];
  if (role === null) return "sign in";
  if (route.permission !== undefined) return may(role, route.permission) ? "allowed" : role === "seller" ? "missing" : "told";
  // What names something of Jane's is nobody else's, whatever their role.
  return who === "owner of it" || !namesHers(route) ? "allowed" : "missing";
}
/** The table names nobody's clients and outages; here there is one of each. */
const addressOf = (route: DoorRoute): string =>
  route
    .at(ids)
    .replace(/reg_(nobody|r{16})/, made.client)
    .replace(/out_o{16}/, made.outage);
const names = (route: DoorRoute, some: readonly string[]): boolean =>
  some.some((id) => `${addressOf(route)}${JSON.stringify(route.fields?.(ids) ?? {})}`.includes(id));
const namesHers = (route: DoorRoute): boolean =>
  names(route, [jane.ids.connection, jane.ids.attempt, jane.ids.session, jane.ids.apiKey]);
/** What is allowed and names nothing that there is finds nothing. */
const namesNobody = (route: DoorRoute): boolean =>
  names(route, Object.values(NOBODYS)) ||
  /nobody|([a-z])\1{15}/.test(`${addressOf(route)}${JSON.stringify(route.fields?.(ids))}`);

const ask = (who: Who, route: DoorRoute, headers = {}, target = addressOf(route)) =>
  browsers[who].look(target, route.kind === "form" ? formOf(route.fields?.(ids), headers) : { headers });

/** The framework sends its own kind of request to an address with a query of its own; then the answer comes. */
async function settled(who: Who, route: DoorRoute, headers = {}): Promise<Answer> {
  const answer = await ask(who, route, headers);
  const own = /[?&]_rsc(=|$)/.test(answer.headers.location ?? "") && answer.status === 307;
  return own ? ask(who, route, headers, String(answer.headers.location)) : answer;
}

const HEADERS = [{}, { rsc: "1" }, { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" }];
const SPELLINGS: readonly ((target: string) => string)[] = [
  (target) => `${target}.rsc`,
  (target) => `${target}/`,
  (target) => target.toUpperCase(),
  (target) => target.replace(/(?<=.)\//, "//"),
  (target) => `/help/..${target}`,
  (target) => `${target}?_rsc=abc12`,
];

/** The ending of a session, and what gives a new one, come last. */
const LAST = /sign-out|sessions|settings\/delete|people\/\[id\]\/(role|deactivate|sign-out)|attempts|disconnect|emergency|revoke/;

describe("Journey 34: every address x everybody is allowed or denied as the table says", () => {
  it("the table has every address of the build, and each of admins' says what a role must allow", () => {
    expect([...builtPatterns()].sort()).toEqual(ROUTES.map(({ pattern }) => pattern).sort());
    for (const { pattern, permission } of ROUTES)
      expect(permission !== undefined, pattern).toBe(/^\/(api\/)?admin(\/|$)/.test(pattern));
  });

  it.each(ROLES_HERE)("whoever is denied changes nothing: %s", async (who) => {
    const without = ["session.last_seen_at"];
    const before = await dump(app.database.url, without);
    const denied = CLOSED.filter((route) => meant(route, who) !== "allowed");

    const wrong: string[] = [];
    const tricked = who === "viewer" || who === "other seller" || who === "stranger";
    const tricks = tricked ? HEADERS : HEADERS.slice(0, 1);
    for (const route of denied)
      for (const headers of tricks) {
        const answer = await settled(who, route, headers);
        const seen = `${route.pattern} ${JSON.stringify(headers)} ${answer.status}: ${decision(answer)}, meant ${meant(route, who)}`;
        if (decision(answer) !== meant(route, who)) wrong.push(seen);
        // An admin may read what everybody's connections are called; nobody else may.
        else if (who === "other seller" && answer.body.includes(jane.label)) wrong.push(`${seen}, with her label`);
      }
    for (const route of tricked ? denied.filter(({ kind, permission }) => kind === "page" && permission) : [])
      for (const spell of SPELLINGS) {
        const answer = await ask(who, route, {}, spell(addressOf(route)));
        if (answer.status !== 308 && answer.status !== 400 && decision(answer) === "allowed") wrong.push(spell(route.pattern));
      }
    expect(wrong).toEqual([]);

    const changed = changes(before, await dump(app.database.url, without));
    // That an admin was refused is written down; nothing else is.
    expect(changed.filter((change) => change !== "+audit_event")).toEqual([]);
    expect(denied.length, "there is something that they may not").toBeGreaterThan(who === "owner" || who === "admin" ? 3 : 20);
  });

  it("every form and file that an admin was refused stands in the log as denied, with who it was", async () => {
    const silent: string[] = [];
    for (const who of ["viewer", "admin"] as const)
      for (const route of ADMINS.filter((each) => each.kind !== "page" && meant(each, who) === "told")) {
        const count = async () =>
          (await app.database.query("select 1 from audit_event where result = 'denied' and actor_id = $1", [people[who]])).length;
        const before = await count();
        await ask(who, route);
        if ((await count()) !== before + 1) silent.push(`${who} ${route.pattern}`);
      }
    expect(silent).toEqual([]);
  });

  it.each(ROLES_HERE.filter((who) => who !== "stranger"))("whoever is allowed is let in: %s", async (who) => {
    const allowed = CLOSED.filter((route) => meant(route, who) === "allowed" && !route.pattern.includes("leave"));
    const inOrder = [
      ...allowed.filter(({ pattern }) => !LAST.test(pattern)),
      ...allowed.filter(({ pattern }) => LAST.test(pattern) && who !== "owner of it"),
    ];

    const wrong: string[] = [];
    for (const route of inOrder.filter(
      ({ kind, pattern }) => kind !== "form" || !/settings|sessions|sign-out|language/.test(pattern),
    )) {
      const answer = await settled(who, route);
      const found = decision(answer) === "allowed" || (decision(answer) === "missing" && namesNobody(route));
      if (!found || answer.status >= 500) wrong.push(`${route.pattern} ${answer.status}: ${decision(answer)}`);
    }
    expect(wrong).toEqual([]);
  });

  it("who signed in too long ago proves that it is them and then finds the form as they sent it, but for what makes sure", async () => {
    const otto = await app.signIn("Otto", "owner");
    await app.database.query(
      "update session set created_at = now() - interval '11 minutes' where user_id = (select id from app_user where public_id = $1)",
      [otto.userId],
    );
    const browser = visitor(app.origin, otto.cookie);
    const wayBack = async (target: string, fields: Readonly<Record<string, string>>) => {
      const { headers } = await browser.submit(target, fields);
      const { pathname, searchParams } = new URL(String(headers.location), app.origin);
      expect([pathname, searchParams.get("problem")]).toEqual(["/sign-in", "again"]);
      return (await browser.look(searchParams.get("returnTo") ?? "")).body;
    };

    const leaving = { how: "hand_over", heir: "omar@shop.test", typed: "typed to be sure" };
    const page = await wayBack(`/api/admin/people/${people.viewer}/deactivate`, leaving);
    expect(page).toMatch(/<input[^>]*checked=""[^>]*value="hand_over"/);
    expect(page).toMatch(/name="heir"[^>]*value="omar@shop\.test"/);
    expect(page).not.toContain(leaving.typed);
    expect(await wayBack(`/api/admin/people/${people.viewer}/role`, { role: "admin" })).toContain(
      '<option value="admin" selected="">',
    );
    const invite = await wayBack("/api/admin/people/invite", { email: "nina@shop.test", name: "Nina New", role: "viewer" });
    expect(invite).toMatch(/name="email"[^>]*value="nina@shop\.test"/);
    expect(invite).toMatch(/name="name"[^>]*value="Nina New"/);
    expect(invite).toMatch(/<input[^>]*checked=""[^>]*value="viewer"/);
  });

  it("E4, E5: a role that was taken away is gone with the next request, together with the sessions that had it", async () => {
    const bo = await app.signIn("Bo", "admin");
    const browser = visitor(app.origin, bo.cookie);
    expect((await browser.look("/admin/people")).status).toBe(200);
    const fresh = await app.signIn("Oskar", "owner");

    await visitor(app.origin, fresh.cookie).submit(`/api/admin/people/${bo.userId}/role`, { role: "seller" });

    expect(decision(await browser.look("/admin/people"))).toBe("sign in");
    expect(await app.database.query("select role::text from app_user where public_id = $1", [bo.userId])).toEqual([
      { role: "seller" },
    ]);
  });
});
