import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { type Answer, ask, formOf } from "@/tests/support/ask";
import { nonceOf, policyFaults } from "@/tests/support/policy-faults";
import { PAGES, ROUTES } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { depart, type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
let jane: Seller;
let owner: Visitor;
let seen: readonly (readonly [name: string, answer: Answer])[] = [];
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  owner = visitor(app.origin, (await app.signIn("Ada", "owner")).cookie);
  seen = await documents();
});
afterAll(() => app[Symbol.asyncDispose]());

const policyOf = ({ headers }: Answer): string => String(headers["content-security-policy"]);

/** Every page signed in and not, what is not there, what is refused, and the page that leaves. */
async function documents(): Promise<typeof seen> {
  const found: [string, Answer][] = [];
  for (const { pattern, at, permission } of PAGES) {
    const browser = permission ? owner : jane.browser;
    found.push([pattern, await browser.look(at(jane.ids))], [`${pattern} (stranger)`, await ask(app.origin, at(jane.ids))]);
  }
  const { attempt } = await depart(jane.browser);
  found.push(["leaving", await jane.browser.look(`/connections/leave/${attempt}`)]);
  for (const target of ["/nothing", "/connections/con_nobody/x/y", "/connections//x", "/%00", "/api/nothing"])
    found.push([target, await jane.browser.look(target)]);
  found.push(["refused form", await ask(app.origin, "/api/sign-out", formOf({}, { "sec-fetch-site": "cross-site" }))]);
  found.push(["strange method", await ask(app.origin, "/connections", { method: "TRACE" })]);
  found.push(["form for nobody", await jane.browser.submit("/api/connections/con_nobody/pause")]);
  return found;
}

it("D2: every document, also of an error, has a policy without a severe finding and a nonce of its own", async () => {
  for (const [name, answer] of seen) expect(policyFaults(policyOf(answer)), name).toEqual([]);
  expect(new Set(seen.map(([, answer]) => nonceOf(policyOf(answer)))).size).toBe(seen.length);
  const toSee = PAGES.filter(({ empty }) => !empty);
  expect(seen.filter(([, { status }]) => status === 200).length).toBeGreaterThan(toSee.length);
  expect(seen.filter(([, { status }]) => status >= 400).length).toBeGreaterThanOrEqual(7);
});

it("D2: every script of a document carries its nonce, and nothing in it would need a weaker policy", async () => {
  for (const [name, answer] of seen) {
    const nonce = nonceOf(policyOf(answer));
    for (const [tag] of answer.body.matchAll(/<script\b[^>]*>/gi)) expect(tag, name).toContain(`nonce="${nonce}"`);
    expect(answer.body, name).not.toMatch(/<[a-z][^>]*\s(on[a-z]+|style)=["']/i);
    expect(answer.body, name).not.toMatch(/(href|src|action)=["']\s*javascript:/i);
    expect(answer.body, name).not.toMatch(/<(base|object|embed|iframe)\b/i);
  }
});

it("D4: every answer forbids guessing its type, being framed and sharing its window", async () => {
  for (const [name, { headers }] of seen) {
    expect(headers, name).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers, name).not.toHaveProperty("x-powered-by");
    expect(headers, name).not.toHaveProperty("access-control-allow-origin");
  }
});

it("C6: no page tells another site its address, and what leads to or from a marketplace tells nobody", async () => {
  const silent = [
    "/connections/leave/[attempt]",
    "/r/[code]/leave",
    "/sign-in/leave",
    "/api/auth/[...nextauth]",
    "/api/oauth/[provider]/callback",
  ];
  for (const { pattern, kind, at } of ROUTES.filter((route) => route.kind !== "form")) {
    const { headers } = await jane.browser.look(at(jane.ids));
    const expected = silent.some((each) => pattern.startsWith(each)) ? "no-referrer" : "same-origin";
    expect(headers["referrer-policy"], `${kind} ${pattern}`).toBe(expected);
  }
});

it("C6: the page that leaves for a marketplace says in its own words, too, that no address goes along", async () => {
  const { attempt } = await depart(jane.browser);

  const page = await jane.browser.look(`/connections/leave/${attempt}`);

  expect(page.headers["referrer-policy"]).toBe("no-referrer");
  expect(page.body).toMatch(/<meta name="referrer" content="no-referrer"/);
});
