import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { ask, type Fields } from "@/tests/support/ask";
import { changes, dump } from "@/tests/support/dump";
import { nobodys, ROUTES } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { cameBack, depart } from "@/tests/support/visitor";

let app: App;
let jane: Seller;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
});
afterAll(() => app[Symbol.asyncDispose]());

/** Every way in which a browser, a crawler or a scanner reads. */
const REQUESTS: readonly (readonly [method: string, headers: Fields])[] = [
  ["GET", {}],
  ["HEAD", {}],
  ["OPTIONS", {}],
  ["GET", { rsc: "1" }],
  ["GET", { rsc: "1", "next-router-prefetch": "1" }],
  ["HEAD", { rsc: "1" }],
  ["GET", { "sec-purpose": "prefetch" }],
  ["GET", { "next-action": "a".repeat(40) }],
];

it("D6: GET and HEAD of every address, in every way a browser asks, leave the database byte for byte as it was", async () => {
  const before = await dump(app.database.url);
  let asked = 0;

  for (const target of new Set(ROUTES.flatMap(({ at }) => [at(jane.ids), at(nobodys(jane.ids))])))
    for (const [method, headers] of REQUESTS) {
      await jane.browser.look(target, { method, headers });
      asked += 1;
    }

  expect(changes(before, await dump(app.database.url))).toEqual([]);
  expect(await dump(app.database.url)).toEqual(before);
  expect(asked).toBeGreaterThan(ROUTES.length * REQUESTS.length);
});

it("D6: every address of a page may be followed, prefetched and reloaded without anything happening", async () => {
  const links = new Set<string>();
  for (const { at } of ROUTES.filter(({ kind }) => kind === "page")) {
    const { body } = await jane.browser.look(at(jane.ids));
    for (const [, href = ""] of body.matchAll(/<(?:a|link)\b[^>]*?href="(\/[^"#]*)/g)) links.add(href.replaceAll("&amp;", "&"));
  }
  const before = await dump(app.database.url);

  for (const link of links) expect((await jane.browser.look(link)).status, link).toBeLessThan(400);

  expect(changes(before, await dump(app.database.url))).toEqual([]);
  expect(links.size).toBeGreaterThan(8);
});

it("D6: the two addresses that use something up by GET do so only for the browser that began", async () => {
  const departure = await depart(jane.browser);
  const target = await cameBack(departure, { account: "ben" });
  const before = await dump(app.database.url);

  const mailed = `/api/auth/callback/email?token=${"t".repeat(43)}&email=${encodeURIComponent(jane.email)}`;
  for (const method of ["GET", "HEAD"]) expect((await jane.browser.look(mailed, { method })).status).toBeGreaterThanOrEqual(300);
  await jane.browser.look(target, { method: "HEAD" });
  await ask(app.origin, target, { headers: { "sec-purpose": "prefetch" } });

  expect(changes(before, await dump(app.database.url))).toEqual([]);
});
