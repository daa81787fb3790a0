import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { endIncidents, plantConnection, plantIncidents } from "@/tests/support/plant";
import { openStage, type Stage } from "@/tests/support/stage";
import { follow, press, see, seeTitle, words } from "@/tests/support/steps";
import { until } from "@/tests/support/test-engine";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const mailsTo = async (email: string) =>
  (await stage.app.database.query("select subject from mailbox_message where recipient = $1 order by id", [email])).map(
    ({ subject }) => subject,
  );
/** The engine looks once a minute; a test does not wait for that. */
const lookNow = () => stage.app.database.query("delete from deployment where key = 'notices:looked'");

it.each([true, false])("Journey 25: what a seller chose is saved and kept, and a test mail arrives (script: %s)", async (js) => {
  await using jane = await stage.visit({ js });
  const { page } = jane;
  await jane.go(routes.notificationSettings);
  expect(await page.getByRole("checkbox", { name: "Reconnect needed: in the app, always on" }).isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: "Ends soon: by email" }).uncheck();
  await page.getByRole("checkbox", { name: "New connection: by email" }).check();
  await page.getByRole("radio", { name: /^Once a day at 09:00/ }).check();
  await press(page, "Save notifications");
  await see(page, "status");

  await jane.go(routes.notificationSettings);
  expect(await page.getByRole("checkbox", { name: "Ends soon: by email" }).isChecked()).toBe(false);
  expect(await page.getByRole("checkbox", { name: "New connection: by email" }).isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: "Reconnect needed: in the app, always on" }).isChecked()).toBe(true);
  expect(await page.getByRole("radio", { name: /^Once a day at 09:00/ }).isChecked()).toBe(true);

  await press(page, "Send a test mail");
  expect(await (await see(page, "status")).innerText()).toContain(`A test mail is on its way to ${jane.email}.`);
  await until(async () => (await mailsTo(jane.email)).includes("This is a test"));
  await press(page, "Send a test mail");
  expect(await (await see(page, "status")).innerText()).toContain("less than a minute ago");
});

it.each([true, false])(
  "Journey 21: on the strip of an outage a seller asks for a mail, and gets it when it is over (script: %s)",
  async (js) => {
    await using jane = await stage.visit({ js });
    const { page } = jane;
    await plantConnection(stage.app.database, jane.userId, { label: "Main store" });
    await plantIncidents(stage.app.database);
    await jane.go(routes.connections);
    await press(page, "Email me when it is over");
    expect(await (await see(page, "status")).innerText()).toContain("We will email you when StubHub works again.");
    expect(await words(page)).toContain("We will email you when it is over.");
    expect(await page.getByRole("button", { name: "Email me when it is over" }).count()).toBe(0);

    await endIncidents(stage.app.database);
    await stage.app.database.query("update credential set obtained_at = now()");
    await lookNow();
    await until(async () => (await mailsTo(jane.email)).length > 0);
    expect(await mailsTo(jane.email)).toEqual(["StubHub works again"]);
    await jane.go(routes.notifications());
    expect(await words(page)).toContain("StubHub works again. You asked us to tell you.");
  },
);

it.each([true, false])(
  "Journey 20: a seller who must reconnect finds it in the list and by mail, reads it, and turns such mail off by its link (script: %s)",
  async (js) => {
    await using jane = await stage.visit({ js });
    const { page } = jane;
    const id = await plantConnection(stage.app.database, jane.userId, { label: "Main store", status: "NEEDS_REAUTH" });
    await stage.app.database.query(
      "insert into connection_event (connection_id, type, actor_kind) select id, 'needs_reconnect.invalid_grant', 'provider' from connection where public_id = $1",
      [id],
    );
    await until(async () => (await mailsTo(jane.email)).length > 0);
    await jane.go(routes.connections);
    await follow(page, "1 new notification");
    await seeTitle(page, "Notifications");
    expect(await words(page)).toContain("Main store (StubHub) needs you to reconnect.");
    await press(page, "Mark all as read");
    await see(page, "link", "Notifications");
    expect(await page.getByRole("button", { name: "Mark all as read" }).count()).toBe(0);

    const [mail] = await stage.app.database.query("select subject, text from mailbox_message where recipient = $1", [jane.email]);
    expect(mail?.["subject"]).toBe("Main store (StubHub) needs you to reconnect");
    const link = /http\S+\/less-mail\S+/.exec(String(mail?.["text"]))?.[0] ?? "";
    await using stranger = await stage.visit({ js, as: null });
    await stranger.page.goto(link);
    await press(stranger.page, "Stop these emails");
    await seeTitle(stranger.page, "Done");
    await jane.go(routes.notificationSettings);
    expect(await page.getByRole("checkbox", { name: "Reconnect needed: by email" }).isChecked()).toBe(false);

    await jane.go(routes.connection(id));
    await press(page, "Stop emails about Main store");
    expect(await (await see(page, "status")).innerText()).toContain("You will get no emails about this connection.");
    await press(page, "Send emails about Main store again");
    await see(page, "status");
  },
);

it("the link in a mail's header takes the POST of a mail program from anywhere, and shows a person who opens it a page instead", async () => {
  await using jane = await stage.visit();
  const id = await plantConnection(stage.app.database, jane.userId, { label: "Main store", status: "NEEDS_REAUTH" });
  await stage.app.database.query(
    "insert into connection_event (connection_id, type, actor_kind) select id, 'needs_reconnect.invalid_grant', 'provider' from connection where public_id = $1",
    [id],
  );
  await until(async () => (await mailsTo(jane.email)).length > 0);
  const [mail] = await stage.app.database.query("select text from mailbox_message where recipient = $1", [jane.email]);
  const signed = /\/less-mail\?for=(\S+)/.exec(String(mail?.["text"]))?.[1] ?? "";
  const body = new FormData();
  body.set("List-Unsubscribe", "One-Click");
  const post = (link: string) =>
    fetch(`${stage.app.origin}${link}`, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { "sec-fetch-site": "cross-site" },
    });

  expect((await post(routes.api.lessMailOneClick("nobody.knows"))).status).toBe(404);
  expect((await post(routes.api.lessMail)).status).not.toBe(200);
  const opened = await fetch(`${stage.app.origin}${routes.api.lessMailOneClick(signed)}`, { redirect: "manual" });
  expect([opened.status, opened.headers.get("location")]).toEqual([303, `${stage.app.origin}${routes.lessMail(signed)}`]);
  await jane.go(routes.notificationSettings);
  expect(await jane.page.getByRole("checkbox", { name: "Reconnect needed: by email" }).isChecked()).toBe(true);

  expect((await post(routes.api.lessMailOneClick(signed))).status).toBe(200);
  await jane.go(routes.notificationSettings);
  expect(await jane.page.getByRole("checkbox", { name: "Reconnect needed: by email" }).isChecked()).toBe(false);
});
