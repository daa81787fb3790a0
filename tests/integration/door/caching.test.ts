import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { ask, formOf } from "@/tests/support/ask";
import { cachingProxy } from "@/tests/support/caching-proxy";
import { FORMS, PAGES, ROUTES } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { visitor } from "@/tests/support/visitor";

let app: App;
let jane: Seller;
let omar: Seller;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  omar = await sellerWithConnection(app, "Omar", "ben");
});
afterAll(() => app[Symbol.asyncDispose]());

const hashedFiles = () => readdirSync(path.resolve(".next/static/chunks")).filter((name) => /\.(js|css)$/.test(name));

it("C5: through a greedy shared cache two sellers never see each other's pages", async () => {
  await using proxy = await cachingProxy(app.origin);
  const [first, second] = [visitor(proxy.origin, jane.cookie), visitor(proxy.origin, omar.cookie)];
  const asset = `/_next/static/chunks/${hashedFiles()[0]}`;
  const targets = PAGES.map(({ at }) => at(jane.ids)).flatMap((target) => [
    target,
    `${target}${target.includes("?") ? "&" : "?"}_rsc`,
  ]);

  for (const target of targets) {
    const headers = target.includes("_rsc") ? { rsc: "1" } : {};
    const hers = await first.look(target, { headers });
    const his = await second.look(target, { headers });
    const nobodys = await visitor(proxy.origin).look(target, { headers });
    expect(his.body, target).not.toContain(jane.label);
    expect(nobodys.body, target).not.toContain(jane.label);
    if (target === "/connections") expect([hers.body.includes(jane.label), his.body.includes(omar.label)]).toEqual([true, true]);
  }
  for (const browser of [first, second]) expect((await browser.look(asset)).status).toBe(200);

  // That it would have kept a page is shown by what it did keep.
  expect(proxy.hits).toEqual([asset]);
});

it("C5: only files with a digest in their name may be kept", async () => {
  const names = hashedFiles();
  for (const name of names) {
    const { status, headers } = await ask(app.origin, `/_next/static/chunks/${name}`);
    expect([status, headers["cache-control"]], name).toEqual([200, "public, max-age=31536000, immutable"]);
    expect(headers).not.toHaveProperty("set-cookie");
  }
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !/[A-Za-z0-9_~-]{10,}/.test(name))).toEqual([]);
});

it("C5: nobody may keep an answer: no page, no part of a page, no redirect, no cookie, no refusal", async () => {
  for (const { pattern, kind, at, fields } of ROUTES) {
    if (pattern === "/api/sign-out" || pattern.startsWith("/api/sessions")) continue;
    const ways = kind === "form" ? [formOf(fields?.(jane.ids)), {}] : [{}, { headers: { rsc: "1" } }, { method: "HEAD" }];
    for (const way of ways) {
      const { status, headers } = await jane.browser.look(at(jane.ids), way);
      expect(headers["cache-control"], `${pattern} ${status}`).toBe("no-store");
    }
    const rsc = await jane.browser.look(`${at(jane.ids).split("?")[0]}?_rsc`, { headers: { rsc: "1" } });
    expect(rsc.headers["cache-control"], `${pattern} by script`).toBe("no-store");
  }
  const refused = await ask(app.origin, "/api/sign-out", { method: "POST" });
  for (const answer of [
    refused,
    await jane.browser.look("/nothing"),
    await jane.browser.look("//x"),
    await jane.browser.look("/icon.svg"),
  ])
    expect(answer.headers["cache-control"]).toBe("no-store");
  expect(FORMS.length).toBeGreaterThan(12);
});
