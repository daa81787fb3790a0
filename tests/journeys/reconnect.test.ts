import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const breakIt = (id: string) =>
  stage.app.database.query(
    "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where public_id = $1",
    [id],
  );
const generationOf = async (id: string) =>
  (
    await stage.app.database.query(
      "select k.generation from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    )
  )[0]?.["generation"];

/** Reconnects and signs in at the marketplace as Ben, although the connection belongs to Ana. */
async function comeBackAsBen({ page, go }: Visitor, id: string): Promise<void> {
  await go(routes.reconnect(id));
  expect(await words(page)).toContain("Use ana@sandbox.test there. If it is a different account, we change nothing");
  await press(page, "Continue to StubHub");
  await consent(page, { account: "Ben" });
  await seeTitle(page, "Is this the same account?");
}

describe.each([{ js: true }, { js: false }])("reconnecting, JavaScript on: $js", ({ js }) => {
  it("Journey 11: repairs the connection in place: same address, same label, and nothing needs the seller any more", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store" });
    await breakIt(id);

    await seller.go(routes.connections);
    await see(page, "link", "1 needs you");
    expect(await words(page)).toContain("StubHub no longer lets us in. Sign in to StubHub again to fix it.");
    await follow(page, "Reconnect Main store");
    await seeTitle(page, "Reconnect Main store");
    await press(page, "Continue to StubHub");
    await consent(page);
    await seeTitle(page, "Main store is connected again");
    await follow(page, "Done");

    await seeTitle(page, "Main store");
    expect(new URL(page.url()).pathname).toBe(routes.connection(id));
    expect(await words(page)).toMatch(
      /Nothing to do\. We renew access for you\..*You reconnected this account\..*You connected this account\./,
    );
    expect(await page.getByRole("link", { name: /need/ }).count()).toBe(0);
  });

  it("Journey 12, A21: another account at the marketplace changes nothing; both are named, and it can be added as new", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store", named: true });
    const before = await generationOf(id);
    await comeBackAsBen(seller, id);

    const text = await words(page);
    expect(text).toContain("Main store was ana@sandbox.test. Now StubHub calls it ben@sandbox.test.");
    expect(text).toContain("Nothing was changed.");
    expect(await generationOf(id)).toBe(before);

    await press(page, "Add as new");
    await seeTitle(page, "ben@sandbox.test is connected");
    await seller.go(routes.connections);
    for (const label of ["Main store", "ben@sandbox.test"]) await see(page, "link", label);
    expect(await generationOf(id)).toBe(before);
  });

  it("A19: only the seller can say that a differently named account is the same one", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store", named: true });
    await comeBackAsBen(seller, id);
    await press(page, "It is the same account");
    await seeTitle(page, "Main store is connected again");
    await follow(page, "Done");
    expect(new URL(page.url()).pathname).toBe(routes.connection(id));
    expect(await words(page)).toContain("StubHub Test · ben@sandbox.test");
  });
});
