import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, SESSION_COOKIE, startApp } from "@/tests/support/app";
import { launchChromium } from "@/tests/support/chromium";
import { changes, dump } from "@/tests/support/dump";
import { FORMS, PAGES } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";

let app: App;
let jane: Seller;
let browser: Browser;
/** A page of somebody else. As `localhost` it is the same site on another port, as `127.0.0.1` another site. */
let elsewhere: Server;
let html = "";
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  browser = await launchChromium();
  elsewhere = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((resolve) => elsewhere.listen(0, resolve));
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => elsewhere.close(resolve));
  await app[Symbol.asyncDispose]();
});

const hostile = (host: string) => `http://${host}:${(elsewhere.address() as AddressInfo).port}/`;

/** Jane's browser, signed in, on a page of somebody else. */
async function janesBrowser(): Promise<Page> {
  const context = await browser.newContext();
  const value = jane.cookie.slice(SESSION_COOKIE.length + 1);
  await context.addCookies([
    { name: SESSION_COOKIE, value, url: "https://localhost", secure: true, httpOnly: true, sameSite: "Lax" },
  ]);
  return context.newPage();
}

it("D3: framed by another page, no address of ours shows anything, though its visitor is signed in", async () => {
  const targets = [...PAGES.map(({ at }) => at(jane.ids)), "/nothing"];
  const page = await janesBrowser();
  expect((await page.goto(`${app.origin}/connections`))?.status()).toBe(200);
  expect(await page.content()).toContain(jane.label);
  html = targets.map((target) => `<iframe src="${app.origin}${target}"></iframe>`).join("");
  html += `<object data="${app.origin}/connections"></object><embed src="${app.origin}/connections">`;

  for (const host of ["localhost", "127.0.0.1"]) {
    await page.goto(hostile(host), { waitUntil: "load" });
    const shown = await Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.evaluate(() => document.body?.innerText ?? "").catch(() => "")),
    );
    expect(page.frames().length, host).toBeGreaterThan(targets.length);
    expect(shown.join(" ")).not.toMatch(/Holdfast|Jane|canary|Connect|Sign in/);
  }
  await page.context().close();
}, 60_000);

it("D5: what the script of another page makes a signed-in browser send changes nothing, even from the same site", async () => {
  const page = await janesBrowser();
  const before = await dump(app.database.url);
  html = "<p>Somebody else's page</p>";

  for (const host of ["localhost", "127.0.0.1"]) {
    await page.goto(hostile(host));
    const targets = FORMS.map(({ at }) => `${app.origin}${at(jane.ids)}`);
    await page.evaluate(async (all) => {
      for (const target of all)
        for (const type of ["text/plain", "application/x-www-form-urlencoded"])
          await fetch(target, {
            method: "POST",
            mode: "no-cors",
            credentials: "include",
            headers: { "content-type": type },
            body: "label=Taken&choice=new",
          }).catch(() => null);
      navigator.sendBeacon(all[0] ?? "", "label=Taken");
    }, targets);
  }

  expect(changes(before, await dump(app.database.url))).toEqual([]);
  await page.context().close();
}, 60_000);

it("D5: nor do the forms that another page makes it send", async () => {
  const page = await janesBrowser();
  const before = await dump(app.database.url);
  const refused: number[] = [];
  page.on("response", (response) => {
    if (response.request().method() === "POST") refused.push(response.status());
  });

  const few = FORMS.filter(({ pattern }) => /disconnect|sign-out|start/.test(pattern));
  for (const [host, forms] of [
    ["localhost", FORMS],
    ["127.0.0.1", few],
  ] as const)
    for (const { at, fields } of forms) {
      const inputs = Object.entries(fields?.(jane.ids) ?? {}).map(([name, value]) => `<input name="${name}" value="${value}">`);
      html = `<form method="post" action="${app.origin}${at(jane.ids)}">${inputs.join("")}</form><script>document.forms[0].submit()</script>`;
      await page.goto(hostile(host), { waitUntil: "commit" });
      await page.waitForURL(`${app.origin}/**`);
    }

  expect(refused).toEqual(Array.from({ length: FORMS.length + few.length }, () => 403));
  expect(changes(before, await dump(app.database.url))).toEqual([]);
  await page.context().close();
}, 60_000);
