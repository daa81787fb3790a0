import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  // An engine tries our credentials by itself once a minute, and then nobody else does.
  stage = await openStage({ HOLDFAST_ENGINE: "off" });
});
afterAll(() => stage[Symbol.asyncDispose]());

const sql = (text: string, values: unknown[] = []) => stage.app.database.query(text, values);

/** Lets the minute between two looks pass, for the connection and for our own key. */
async function later(): Promise<void> {
  await sql("update diagnosis set began_at = began_at - interval '61 seconds'");
  await sql("update connection set check_after = null");
  await sql("update client_registration set canary_after = null");
}

describe.each([{ js: true }, { js: false }])("a diagnosis, JavaScript on: $js", ({ js }) => {
  it("asked why it is not working, says where the fault is and leads to the one thing that helps", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store" });
    await later();
    await stage.fault("error", "503");
    await follow(page, "Is it not working for you?");
    await seeTitle(page, "Is Main store working?");
    await press(page, "Find out");
    await see(page, "status");
    await seeTitle(page, "The problem is at StubHub");
    expect(await words(page)).toMatch(/Not fine: 127\.0\.0\.1:\d+ answered that it has a fault of its own \(503\)/);
    expect(await words(page)).toMatch(/You can look again in \d+ s/);
    expect(await page.getByRole("link", { name: /Reconnect/ }).count()).toBe(0);

    await stage.noFaults();
    await later();
    await sql("update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant' where public_id = $1", [id]);
    await page.reload();
    expect(await words(page)).toContain("This is how it was");
    await page.getByRole("button", { name: "Look again" }).click();
    await seeTitle(page, "Your permission has ended");
    await page.getByText("What we sent and what came back").click();
    expect(await words(page)).toMatch(/POST 127\.0\.0\.1:\d+\/stubhub\S*token Answer 400/);
    await follow(page, "Reconnect Main store");
    await seeTitle(page, /Reconnect/);
  });
});
