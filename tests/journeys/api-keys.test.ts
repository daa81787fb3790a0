import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(() => stage.app.database.query("delete from api_key"));

/** A tool asks, as a program does. */
async function ask(path: string, key: string | null) {
  const answer = await fetch(`${stage.app.origin}${path}`, key === null ? {} : { headers: { authorization: `Bearer ${key}` } });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>>, headers: answer.headers };
}

describe.each([{ js: true }, { js: false }])("keys of a seller's tools, JavaScript on: $js", ({ js }) => {
  it("Journey 26: a key is shown once, opens what it is for, tells when it was used, is swapped with overlap and ended", async () => {
    await using seller = await stage.visit({ js, as: "Jane" });
    const { page } = seller;
    const store = await connect(seller, { label: "Main store" });
    const other = await connect(seller, { label: "Outlet", account: "Ben" });

    await seller.go(routes.apiKeys);
    expect(await words(page)).toContain("You have no key yet");
    await follow(page, "Make a key");
    await seeTitle(page, "Make a key");

    // What was typed comes back with what is missing.
    await page.getByRole("textbox", { name: "Name of the tool" }).fill("Price robot");
    await page.getByRole("radio", { name: "Only these:" }).check();
    await press(page, "Make this key");
    await see(page, "alert");
    expect(await words(page)).toContain("Choose at least one connection");
    expect(await page.getByRole("textbox", { name: "Name of the tool" }).inputValue()).toBe("Price robot");
    await page.getByRole("checkbox", { name: /Main store/ }).check();
    await page.getByRole("radio", { name: "All of them, and those I add later" }).check();
    await press(page, "Make this key");
    await expect.poll(() => words(page)).toContain("You ticked some connections and chose all of them.");
    expect(await page.getByRole("checkbox", { name: /Main store/ }).isChecked()).toBe(true);
    await page.getByRole("radio", { name: "Only these:" }).check();
    await page.getByRole("radio", { name: "30 days" }).check();
    await press(page, "Make this key");
    await see(page, "textbox", "Your new key");
    const key = await page.getByRole("textbox", { name: "Your new key" }).inputValue();
    expect(key).toMatch(/^hfk_[\w-]{49}$/);
    expect(page.url()).not.toContain(key);

    // Shown once: neither the page, nor its way back, nor the database tells it again.
    await page.reload();
    await seeTitle(page, "API keys");
    expect(await page.content()).not.toContain(key);
    expect(await words(page)).toMatch(/Price robot hfk_…[\w-]{4} Use your connections · only Main store Not used yet/);
    expect(JSON.stringify(await stage.app.database.query("select * from api_key"))).not.toContain(key);

    // What it is for, and nothing else.
    const token = await ask(routes.api.v1.token(store), key);
    expect(token).toMatchObject({
      status: 200,
      body: { access_token: expect.any(String), token_type: expect.stringMatching(/bearer/i) },
    });
    expect(token.headers.get("cache-control")).toBe("no-store");
    expect((await ask(routes.api.v1.token(other), key)).status).toBe(404);
    expect((await ask(routes.api.v1.connection(store), key)).body).toMatchObject({ label: "Main store", state: "working" });
    expect((await ask(routes.api.v1.connections, key)).body).toMatchObject({ connections: [{ id: store }] });
    for (const wrong of [null, `${key}x`, "hfk_nothing"])
      expect(await ask(routes.api.v1.token(store), wrong)).toMatchObject({
        status: 401,
        body: { error: { code: "key_invalid", message: "No key that works", who_acts: "seller" } },
      });
    expect(await ask(`${routes.api.v1.token(store)}?min_ttl=soon`, key)).toMatchObject({
      status: 400,
      body: { error: { code: "value_invalid", field: "min_ttl" } },
    });

    await expect
      .poll(async () => {
        await seller.go(routes.apiKeys);
        return words(page);
      })
      .toMatch(/only Main store Last used (just now|.{1,12} ago)/);
    await seller.go(routes.connection(store));
    expect(await words(page)).toMatch(/Used by Price robot/);
    await seller.go(routes.disconnect(store));
    expect(await words(page)).toContain("Tools that use it stop: Price robot.");

    // The new one takes over while the old one still works.
    await seller.go(routes.apiKeys);
    await press(page, "Swap the key of Price robot for a new one");
    await see(page, "textbox", "Your new key");
    const next = await page.getByRole("textbox", { name: "Your new key" }).inputValue();
    expect(next).not.toBe(key);
    expect(await words(page)).toMatch(/Old key .* This one works until/);
    for (const each of [key, next]) expect((await ask(routes.api.v1.token(store), each)).status).toBe(200);
    await stage.app.database.query("update api_key set expires_at = now() where replaced_at is not null");
    expect((await ask(routes.api.v1.token(store), key)).status).toBe(401);

    // Ended at once, by a page that says what it was used for.
    await seller.go(routes.apiKeys);
    await page.getByRole("link", { name: new RegExp(`^End the key of Price robot that ends in ${next.slice(-4)}$`) }).click();
    await seeTitle(page, "End the key of Price robot?");
    await press(page, "End the key of Price robot");
    await see(page, "status");
    expect(await words(page)).toContain("The key of Price robot has ended.");
    expect((await ask(routes.api.v1.token(store), next)).status).toBe(401);
  });
});
