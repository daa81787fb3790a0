import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { routes } from "@/lib/views/routes";
import { calm } from "@/tests/support/calm";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(async () => {
  await stage.noFaults();
  await calm(stage.app.database);
});

const RECONNECT = /Reconnect/;

const generationOf = async (id: string) =>
  (
    await stage.app.database.query(
      "select k.generation from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    )
  )[0]?.["generation"];

/** Opens the page of a connection again and again until it says so. */
async function untilItSays({ page, go }: Visitor, id: string, sentence: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await go(routes.connection(id));
      expect(await words(page)).toContain(sentence);
    },
    { timeout: 20_000, interval: 500 },
  );
}

/** Nobody is asked to do something about it: no button, no count, no word. */
async function nobodyIsAsked({ page, go }: Visitor, id: string): Promise<void> {
  for (const path of [routes.connection(id), routes.connections]) {
    await go(path);
    await see(page, "heading");
    for (const role of ["button", "link"] as const) expect(await page.getByRole(role, { name: RECONNECT }).count()).toBe(0);
    expect(await page.getByRole("link", { name: /needs? you/ }).count()).toBe(0);
  }
}

describe.each([{ js: true }, { js: false }])("keeping a connection, JavaScript on: $js", ({ js }) => {
  it("refresh now renews access, says when it renews next, and when it can be asked again", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller);
    await press(page, "Refresh now");
    expect(await (await see(page, "status")).innerText()).toMatch(/^Done\. Access was renewed\. The next renewal is in \d+ min/);
    expect(await words(page)).toMatch(/You can refresh again in \d+ s/);
    expect(await page.getByRole("button", { name: "Refresh now" }).count()).toBe(0);
    expect(await words(page)).toMatch(/We renewed access\. Took [\d.]+ s\./);
    expect(await generationOf(id)).toBe(2);
  });

  it("Journey 23: pauses and resumes without being asked twice", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller);
    await press(page, "Pause Main store");
    expect(await (await see(page, "status")).innerText()).toContain("Main store is paused.");
    expect(await words(page)).toContain("We are not renewing this connection.");
    expect(await page.getByRole("button", { name: "Refresh now" }).count()).toBe(0);
    await press(page, "Resume Main store");
    expect(await (await see(page, "status")).innerText()).toContain("Main store is not paused any more.");
    await seller.go(routes.connection(id));
    expect(await words(page)).toMatch(/You resumed this connection\..*You paused this connection\./);
  });

  it("Journey 17: renames: taken names are refused, sixty characters, emoji and right-to-left names are not", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await connect(seller, { label: "Outlet", account: "Ben" });
    const id = await connect(seller, { label: "Main store" });
    const rename = async (to: string) => {
      await seller.go(`${routes.connection(id)}#label`);
      await page.getByRole("textbox", { name: "New name" }).fill(to);
      await press(page, "Save name");
    };

    await rename("OUTLET");
    expect(await (await see(page, "alert")).innerText()).toContain("Another of your connections has this name.");
    await seeTitle(page, "Main store");
    for (const name of ["x".repeat(60), "Größe 🎟️ 👩‍🎤", "متجر التذاكر"]) {
      await rename(name);
      // Marks that nobody sees keep a name of the other direction apart from its sentence.
      expect((await (await see(page, "status")).innerText()).replace(/[\u2068\u2069]/g, "")).toContain(`to “${name}”`);
      expect(await (await see(page, "heading", name)).innerText()).toBe(name);
    }
    await seller.go(routes.connection(id));
    expect(await words(page)).toContain("You renamed this from “Main store”");
  });

  it("Journey 16: disconnects honestly, keeps the history, and connects again under the same label", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store" });
    await follow(page, "Disconnect Main store");
    await seeTitle(page, "Disconnect Main store?");
    expect(await words(page)).toContain("StubHub has no way for us to cancel access.");
    // A look-alike marketplace: the real one's page would not know this access.
    expect(await words(page)).toContain("This is a test marketplace: end it in its console.");
    const itsConsole = page.getByRole("link", { name: "Open its console" });
    expect(await itsConsole.getAttribute("href")).toBe(`${stage.app.sandboxOrigin}/console?provider=stubhub`);
    await press(page, "Disconnect Main store");
    expect(await (await see(page, "status")).innerText()).toContain("Main store is disconnected. This is your receipt.");
    await seeTitle(page, "Main store");
    const receipt = await page.getByRole("region", { name: "Receipt" }).innerText();
    expect(receipt).toContain("StubHub has no way for us to cancel access. We deleted our copy.");
    expect(receipt).toMatch(/Receipt no\. ..-.../);
    expect(await page.getByRole("button", { name: "Print" }).count()).toBe(js ? 1 : 0);
    await page.getByText("Show as text to copy").click();
    expect(await page.locator("pre").innerText()).toContain("Receipt: Only you can cancel it there");
    const kept = await stage.app.database.query(
      "select k.sealed from connection c left join credential k on k.connection_id = c.id where c.public_id = $1",
      [id],
    );
    expect(kept).toEqual([{ sealed: null }]);

    await seller.go(routes.connection(id));
    expect(await words(page)).toMatch(/You disconnected this account\..*You connected this account\./);
    expect(await words(page)).toContain("This is a test marketplace: end it in its console.");
    await follow(page, "Connect Main store again");
    await press(page, "Continue to StubHub");
    await consent(page);
    await seeTitle(page, /Main store is connected/);
    await follow(page, "Done");
    await seeTitle(page, "Main store");
  });

  it("while the marketplace does not answer it says so and asks nobody to reconnect, even when access has run out", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller);
    await stage.fault("error", "503");
    await press(page, "Refresh now");
    await see(page, "status");
    await stage.app.database.query(
      "update credential set refresh_after = now() where connection_id = (select id from connection where public_id = $1)",
      [id],
    );
    await untilItSays(seller, id, "Having trouble");
    expect(await words(page)).toContain("Still working until");
    await nobodyIsAsked(seller, id);

    await stage.app.database.query(
      "update credential set access_expires_at = now() - interval '5 minutes', refresh_after = now() + interval '1 hour' where connection_id = (select id from connection where public_id = $1)",
      [id],
    );
    await untilItSays(seller, id, "Not working right now. We keep trying. You do not need to do anything.");
    await nobodyIsAsked(seller, id);
  });

  it("when our own set-up is refused the seller is not asked for anything", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller);
    await stage.fault("invalid_client");
    await press(page, "Refresh now");
    await see(page, "status");
    await untilItSays(seller, id, "A set-up problem stopped the renewal. Only an admin can fix that.");
    await nobodyIsAsked(seller, id);
  });
});
