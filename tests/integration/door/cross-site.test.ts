import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { ask, formOf } from "@/tests/support/ask";
import { changes, dump } from "@/tests/support/dump";
import { FORMS } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";

let app: App;
let jane: Seller;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
});
afterAll(() => app[Symbol.asyncDispose]());

const absent = { "sec-fetch-site": undefined };
const fromElsewhere = (origin: string) => [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  // The page's own name as Origin does not outweigh what the browser says.
  { "sec-fetch-site": "cross-site", origin },
  { "sec-fetch-site": "same-site", origin: "http://sub.localhost:3000" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "same-origin, cross-site" },
  { "sec-fetch-site": "" },
  absent,
  { ...absent, origin: "null" },
  { ...absent, origin: "https://evil.example" },
  { ...absent, origin: `${origin}.evil.example` },
  { ...absent, origin: origin.replace("http:", "https:") },
  { ...absent, origin: "https://evil.example", host: "evil.example" },
  { ...absent, referer: `${origin}/connections` },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "content-type": "text/plain;charset=UTF-8" },
];

it("D5: every form refuses what another site, a neighbour or nobody sent, and nothing changes", async () => {
  const before = await dump(app.database.url);

  for (const { pattern, at, fields } of FORMS)
    for (const headers of fromElsewhere(app.origin)) {
      const question = formOf(fields?.(jane.ids), { cookie: jane.cookie, ...headers });
      const answer = await ask(app.origin, at(jane.ids), question);
      expect(answer.status, `${pattern} ${JSON.stringify(headers)}`).toBe(403);
      expect([answer.cookies, answer.headers.location], pattern).toEqual([[], undefined]);
    }

  expect(changes(before, await dump(app.database.url))).toEqual([]);
});

it.each(["PUT", "PATCH", "DELETE"])("D5: %s is judged the same way, whatever the address", async (method) => {
  for (const { at } of FORMS) {
    const question = { ...formOf({}, { cookie: jane.cookie, "sec-fetch-site": "cross-site" }), method };
    expect((await ask(app.origin, at(jane.ids), question)).status).toBe(403);
  }
});

it("D5: what is no form changes nothing either, even from our own page", async () => {
  const without = ["session.last_seen_at"];
  const before = await dump(app.database.url, without);

  for (const { pattern, at, fields } of FORMS.filter(({ pattern }) => !takesAnyBody(pattern)))
    for (const type of [
      "text/plain",
      "application/json",
      "application/x-www-form-urlencodedx",
      "text/plain;a=application/x-www-form-urlencoded",
    ]) {
      const body = JSON.stringify(fields?.(jane.ids));
      const headers = { cookie: jane.cookie, "content-type": type };
      const answer = await ask(app.origin, at(jane.ids), { ...formOf({}, headers), body });
      expect([303, 404, 415], `${pattern} ${type}`).toContain(answer.status);
    }

  expect(changes(before, await dump(app.database.url, without))).toEqual([]);
});

/** Signing out needs no field, and never to be refused. */
const takesAnyBody = (pattern: string): boolean => pattern === "/api/sign-out";

it("D5: a form of ours is let in, told by Sec-Fetch-Site or, in older browsers, by Origin", async () => {
  for (const { pattern, at, fields } of FORMS)
    for (const headers of [
      { "sec-fetch-site": "same-origin" },
      { ...absent, origin: app.origin },
      { "sec-fetch-site": "same-origin", origin: "null" },
    ]) {
      const { cookie } = await app.signIn("Omar");
      const answer = await ask(app.origin, at(jane.ids), formOf(fields?.(jane.ids), { cookie, ...headers }));
      expect([303, 404], `${pattern} ${JSON.stringify(headers)} ${answer.status}`).toContain(answer.status);
    }
});
