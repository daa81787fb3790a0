import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const needSignIn = (id: string) =>
  stage.app.database.query(
    "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where public_id = $1",
    [id],
  );

/** Makes a link on the connection's page. Gives its address without the origin. */
async function share({ page, go }: Visitor, id: string): Promise<string> {
  await go(routes.connection(id));
  await press(page, "Share a reconnect link");
  await seeTitle(page, /^A reconnect link for/);
  const address = await page.getByRole("textbox", { name: "Your link" }).inputValue();
  expect(address).toMatch(new RegExp(`^${stage.app.origin}/r/[A-Za-z0-9_-]{32}$`));
  return address.slice(stage.app.origin.length);
}

it.each([true, false])("Journey 24: a share link repairs the right account, JavaScript on: %s", async (js) => {
  await using seller = await stage.visit({ js, as: "Jane" });
  const id = await connect(seller, { label: "Main store", named: true });
  await needSignIn(id);
  const link = await share(seller, id);
  expect(await words(seller.page)).toContain("Your link is ready. Copy it now: we cannot show it again.");
  if (js) {
    await seller.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(seller.page, "Copy the link");
    await seller.page.getByText("Copied.").waitFor();
    expect(await seller.page.evaluate(() => navigator.clipboard.readText())).toBe(`${stage.app.origin}${link}`);
  }
  await seller.page.reload();
  await see(seller.page, "button", "Take the link back");
  expect(await seller.page.content()).not.toContain(link.slice(3));

  await using guest = await stage.visit({ js, as: null });
  const { page } = guest;
  await guest.go(link);
  await seeTitle(page, "Reconnect StubHub");
  expect(await words(page)).toMatch(/Jane asks you to sign in to StubHub.* Main store .* ana@sandbox\.test/);
  await press(page, "Continue to StubHub");
  await consent(page, { account: "Ben" });
  await seeTitle(page, "That is a different StubHub account");
  await follow(page, "Try again");
  await press(page, "Continue to StubHub");
  await consent(page);
  await seeTitle(page, "Done");
  expect(await words(page)).toBe("Done You can close this page.");

  await guest.go(link);
  await seeTitle(page, "This link was already used");
  await guest.go(routes.connection(id));
  await seeTitle(page, "Sign in");
  await seller.go(routes.connection(id));
  expect(await words(seller.page)).toMatch(
    /Nothing to do\. We renew access for you\..*Somebody with your link reconnected this account\..*not surely with this account\. Nothing was changed\./,
  );
});

it.each([true, false])(
  "Journey 24: a link that was taken back, ran out or lost its connection says so, JavaScript on: %s",
  async (js) => {
    await using seller = await stage.visit({ js, as: "Jane" });
    const id = await connect(seller, { label: "Main store", named: true });
    await needSignIn(id);
    await using guest = await stage.visit({ js, as: null });
    const says = async (link: string, title: string) => {
      await guest.go(link);
      await seeTitle(guest.page, title);
      const text = await words(guest.page);
      for (const name of ["Jane", "Main store", "ana@sandbox.test"]) expect(text).not.toContain(name);
    };

    const first = await share(seller, id);
    await press(seller.page, "Take the link back");
    await seller.page.getByText("The link for Main store does not work any more.").waitFor();
    await says(first, "This link was taken back");

    const second = await share(seller, id);
    await stage.app.database.query("update repair_link set expires_at = now()");
    await says(second, "This link is too old");

    const third = await share(seller, id);
    await guest.go(third);
    await seeTitle(guest.page, "Reconnect StubHub");
    await seller.go(routes.disconnect(id));
    await press(seller.page, "Disconnect Main store");
    await seller.page.getByText("Main store is disconnected. This is your receipt.").waitFor();
    await press(guest.page, "Continue to StubHub");
    await seeTitle(guest.page, "This connection has ended");
    await says(`/r/${"x".repeat(32)}`, "This link does not work");
    guest.problems.announce(/404/);
  },
);
