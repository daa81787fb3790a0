import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { SESSION_COOKIE } from "@/tests/support/app";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { consent, follow, leaveFor, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const NOT_MATCHED = "We could not match this sign-in to you";

const connectionsOf = async ({ userId }: Pick<Visitor, "userId">) =>
  (
    await stage.app.database.query("select 1 from connection c join app_user u on u.id = c.owner_id where u.public_id = $1", [
      userId,
    ])
  ).length;

/** Runs the way back and proves that the marketplace was not asked for anything. */
async function withoutExchange(back: () => Promise<unknown>): Promise<void> {
  const before = (await stage.counted())["tokenRequests"];
  await back();
  expect((await stage.counted())["tokenRequests"]).toBe(before);
}

describe.each([{ js: true }, { js: false }])("coming back, JavaScript on: $js", ({ js }) => {
  it("Journey 7, A11: who takes longer than ten minutes starts again, and nothing is stored", async () => {
    await using seller = await stage.visit({ js });
    await leaveFor(seller);
    await see(seller.page, "button", "Allow (test)");
    await stage.app.database.query("update authorization_attempt set expires_at = now() - interval '1 second'");
    await withoutExchange(async () => {
      await consent(seller.page);
      await seeTitle(seller.page, "That took too long");
    });
    expect(await connectionsOf(seller)).toBe(0);
    await follow(seller.page, "Start again");
    await seeTitle(seller.page, "Connect StubHub");
  });

  it("Journey 7, A3: a made-up return is nobody's: a plain sentence, no exchange, nothing stored", async () => {
    await using seller = await stage.visit({ js });
    await withoutExchange(async () => {
      await seller.go(`${routes.api.callback("stubhub")}?code=forged&state=forged`);
      await seeTitle(seller.page, NOT_MATCHED);
    });
    expect(seller.page.url()).not.toMatch(/forged/);
    expect(await connectionsOf(seller)).toBe(0);
    await follow(seller.page, "Start again");
    await seeTitle(seller.page, "Choose a marketplace");
  });

  it("A2: a return in another browser than the one that left connects nothing", async () => {
    await using seller = await stage.visit({ js });
    await leaveFor(seller);
    await see(seller.page, "button", "Allow (test)");
    await seller.context.clearCookies({ name: /^__Host-hf-at-/ });
    await withoutExchange(async () => {
      await consent(seller.page);
      await seeTitle(seller.page, NOT_MATCHED);
    });
    expect(await connectionsOf(seller)).toBe(0);
  });

  it("Journey 7, A7: reloading the return, or going back and allowing again, shows the same result without a second exchange", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const returns: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/callback?")) returns.push(request.url());
    });
    await leaveFor(seller, { label: "Main store" });
    await consent(page);
    await seeTitle(page, "Main store is connected");

    await withoutExchange(async () => {
      await page.reload();
      await seeTitle(page, "Main store is connected");
      await page.goto(returns[0] ?? "");
      await seeTitle(page, "Main store is connected");
      await page.goBack();
      await page.goBack();
      await consent(page);
      await seeTitle(page, "Main store is connected");
    });
    expect(returns.length).toBeGreaterThan(1);
    expect(await connectionsOf(seller)).toBe(1);
  });

  it("Journey 8, A10: who was signed out on the way signs in again and reads what became of it", async () => {
    await using seller = await stage.visit({ js, as: null });
    const { page } = seller;
    await seller.go(routes.signIn);
    await press(page, "Sign in as Jane Miller");
    await seeTitle(page, /^(Your connections|Connect your first marketplace)$/);
    await leaveFor(seller);
    await see(page, "button", "Allow (test)");
    await seller.context.clearCookies({ name: SESSION_COOKIE });
    await withoutExchange(async () => {
      await consent(page);
      await seeTitle(page, "Sign in");
      await press(page, "Sign in as Jane Miller");
      await seeTitle(page, "You were signed out on the way");
    });
    expect(await words(page)).toContain("You were signed out while you were at StubHub. Nothing was connected.");
    await follow(page, "Start again");
    await seeTitle(page, "Connect StubHub");
  });

  it("A2: who is signed in as somebody else by then connects nothing, for either of the two", async () => {
    await using seller = await stage.visit({ js });
    const omar = await stage.app.signIn("Omar");
    await leaveFor(seller);
    await see(seller.page, "button", "Allow (test)");
    await seller.context.addCookies([
      {
        name: SESSION_COOKIE,
        value: omar.cookie.slice(SESSION_COOKIE.length + 1),
        domain: "localhost",
        path: "/",
        secure: true,
        httpOnly: true,
        sameSite: "Lax",
      },
    ]);
    await withoutExchange(async () => {
      await consent(seller.page);
      await seeTitle(seller.page, NOT_MATCHED);
    });
    expect(await connectionsOf(seller)).toBe(0);
    expect(await connectionsOf(omar)).toBe(0);
  });
});
