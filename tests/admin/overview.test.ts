import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openServer } from "@/lib/adapters/db/open";
import { figureStore } from "@/lib/adapters/db/renewal-figures";
import { routes } from "@/lib/views/routes";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { openStage, type Stage } from "@/tests/support/stage";
import { press, see, seeTitle, unfold, words } from "@/tests/support/steps";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const INCIDENT = "inc_aaaaaaaaaaaaaaaaaaaa";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(async () => {
  const { database } = stage.app;
  await database.query(
    "delete from connection; delete from incident; delete from outage_note; delete from outage_telling; delete from renewal_bucket; delete from mailbox_message",
  );
  await database.query(
    "update client_registration set trouble = null, trouble_since = null, frozen_until = null, renewals_paused_at = null",
  );
});

const STATES: readonly Partial<Member>[] = [
  {},
  {},
  { status: "NEEDS_REAUTH", reason: "invalid_grant", failures: 2, failure: { class: "grant", code: "invalid_grant" } },
  { failures: 3, failure: { class: "provider", code: "transient" } },
  { failures: 2, failure: { class: "setup", code: "invalid_client" } },
  { permissionEnds: 3 * DAY },
  { status: "PAUSED" },
  { status: "REVOKED" },
  { granted: [] },
];

/** What a tile says: its name and its number. */
async function numberOf(page: Page, name: string): Promise<number> {
  const tile = page
    .getByRole("navigation", { name: "Connections by who must act" })
    .getByRole("link", { name: new RegExp(`^${name}`) });
  return Number(new RegExp(`^${name} ([\\d,]+)`).exec((await tile.innerText()).replace(/\s+/g, " "))?.[1]?.replaceAll(",", ""));
}

describe("the overview", () => {
  it("Journey 27: each tile's number is the number of connections that its link shows", async () => {
    const jane = await stage.app.signIn("Jane");
    const members = Array.from(
      { length: 90 },
      (_, place): Member => ({
        ...STATES[place % STATES.length],
        due: 12 * HOUR,
        label: `Shop ${place}`,
        owner: jane.userId,
        provider: place % 2 === 0 ? "stubhub" : "foxy",
      }),
    );
    await plantCrowd(stage.app.database, members);
    await using admin = await stage.visit({ as: "Ada", role: "admin" });
    const { page } = admin;
    const seen: number[] = [];
    for (const tile of ["Total", "Need the seller", "Having trouble", "Ends in 7 days", "Need you"]) {
      await admin.go(routes.admin.overview);
      await seeTitle(page, "Overview");
      const count = await numberOf(page, tile);
      seen.push(count);
      await page.getByRole("link", { name: new RegExp(`^${tile} `) }).click();
      await seeTitle(page, "All connections");
      await page
        .getByText(new RegExp(`^${count} (match|matches|connections?)`))
        .first()
        .waitFor();
      expect(await page.getByRole("rowheader").count(), tile).toBe(Math.min(count, 50));
    }
    expect(seen).toEqual([80, 10, 10, 10, 10]);
  });

  it("is one page at 320 pixels, where its places open by a button, and charts move within their frame", async () => {
    await plantRenewals();
    await using admin = await stage.visit({ as: "Ada", role: "admin", width: 320 });
    const { page } = admin;
    await admin.go(routes.admin.overview);
    const chart = await see(page, "group", "Renewals by the hour, last 24 hours");
    expect((await chart.boundingBox())?.width).toBeGreaterThan(320);
    for (const path of [routes.admin.overview, routes.admin.outages]) {
      await admin.go(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
    await unfold(page, "Admin pages");
    const places = page.getByRole("navigation", { name: "Admin" });
    expect(await places.getByRole("link", { name: "Outages" }).getAttribute("aria-current")).toBe("page");
    await places.getByRole("link", { name: "Overview" }).click();
    await seeTitle(page, "Overview");
  });

  it("Journey 39: charts tell their hours by the reader's clock, and by UTC where that is asked for", async () => {
    await plantRenewals();
    await using admin = await stage.visit({ as: "Ada", role: "admin", zone: "Asia/Kathmandu" });
    const { page } = admin;
    // The first page tells the server where its reader is.
    await admin.go(routes.admin.outages);
    await page.waitForFunction(() => document.cookie.includes("tz="));
    await admin.go(routes.admin.overview);
    // Nepal's clocks are 5:45 ahead: an hour of UTC begins there at a quarter to.
    await see(page, "link", /^\d\d:45: 12 worked, 3 failed/);
    await page.getByRole("navigation", { name: "Time zone" }).getByRole("link", { name: "UTC" }).click();
    await see(page, "link", /^\d\d:00: 12 worked, 3 failed/);
    expect(await page.getByRole("link", { name: /^\d\d:45: / }).count()).toBe(0);
  });
});

/** Some renewals of an hour that is over: the engine counts anew what is newer. */
const plantRenewals = () =>
  stage.app.database.query(
    `insert into renewal_bucket (minutes, bucket, registration_id, outcome, n, latency)
     select 60, date_trunc('hour', now()) - interval '4 hours', r.id, o.outcome, o.n, array_fill(1, array[18])
     from client_registration r, (values ('ok', 12), ('grant', 3)) o (outcome, n) where r.provider_id = 'stubhub' limit 2`,
  );

/** StubHub answers nobody, and has been noticed. */
async function breakStubhub(): Promise<void> {
  const { database } = stage.app;
  await database.query(
    "update client_registration set trouble = 'outage', trouble_since = now() - interval '7 minutes', frozen_until = now() + interval '1 hour' where provider_id = 'stubhub'",
  );
  await database.query(
    `insert into incident (public_id, registration_id, kind, opened_at)
     select '${INCIDENT}', id, 'outage', now() - interval '7 minutes' from client_registration where provider_id = 'stubhub'`,
  );
  await database.query(
    `insert into refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, state, error_class, http_status, duration_ms, finished_at)
     select id, registration_id, 'failed ' || id, 1, 'scheduler', 'FAILED', 'provider', 503, 80, now() from connection`,
  );
}

/** What the engine does every few seconds, now. */
async function fold(): Promise<void> {
  const database = await openServer(stage.app.database.url);
  await figureStore(database.prisma).fold();
  await database.close();
}

const mails = async (): Promise<readonly string[]> =>
  (await stage.app.database.query("select recipient, text from mailbox_message order by id")).map(
    (row) => `${String(row["recipient"])} ${String(row["text"])}`,
  );

describe.each([{ js: true }, { js: false }])("an incident, JavaScript on: $js", ({ js }) => {
  it("its cause stands first; sellers are told once, renewals pause, a note shows on their page, and all of it ends", async () => {
    const { app } = stage;
    await using jane = await stage.visit({ js, as: "Jane" });
    const omar = await app.signIn("Omar");
    const of = (owner: string, many: number) =>
      Array.from({ length: many }, (_, place): Member => ({ label: `Shop ${place}`, owner, due: 12 * HOUR }));
    await plantCrowd(app.database, [...of(jane.userId, 30), ...of(omar.userId, 2)]);
    await breakStubhub();
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;

    await fold();
    await admin.go(routes.admin.overview);
    await see(page, "region", "What is wrong now");
    expect(await words(page)).toMatch(
      /StubHub: renewals failing since (today|yesterday) \d\d:\d\d \(32 of 32\)\. Cause: their server answers 503\. .*Sellers see “Having trouble”\. Nobody is asked to reconnect\./,
    );

    await press(page, "Tell sellers about StubHub");
    await see(page, "status");
    expect(await words(page)).toContain("2 sellers are told.");
    await expect.poll(async () => (await mails()).length, { timeout: 15_000 }).toBe(2);
    await press(page, "Tell who is new at StubHub");
    await see(page, "status");
    expect(await words(page)).toContain("Everybody with a connection there had heard of it already.");

    await press(page, "Pause renewals of StubHub");
    await see(page, "status");
    expect(await words(page)).toContain("Renewals are paused. 32 connections wait.");
    await see(page, "button", "Resume renewals of StubHub");

    await admin.go(routes.admin.outages);
    await page.getByRole("combobox", { name: "Marketplace" }).selectOption({ label: "StubHub" });
    await page.getByRole("textbox", { name: "What sellers read" }).fill("StubHub moves house. It is back at noon.");
    await press(page, "Write the note");
    await see(page, "status");
    expect(await words(page)).toContain("The note about StubHub is on the dashboards of its sellers.");

    await jane.go(routes.connections);
    await jane.page.getByText("From your team: “StubHub moves house. It is back at noon.”").waitFor();

    await press(page, "Tell sellers of the note about StubHub");
    await see(page, "button", "Tell who is new of the note about StubHub");
    await press(page, "End it now: the note about StubHub");
    await see(page, "status");
    expect(await words(page)).toContain("The note about StubHub is over.");
    await jane.go(routes.connections);
    expect(await words(jane.page)).not.toContain("From your team");

    await admin.go(routes.admin.overview);
    await press(page, "Resume renewals of StubHub");
    await see(page, "button", "Pause renewals of StubHub");
    // Nobody had a second mail, whatever was pressed since.
    expect((await mails()).length).toBe(2);
    expect((await mails()).every((text) => /trouble|answered/i.test(text))).toBe(true);
    const audited = await app.database.query(
      "select action, result from audit_event where actor_kind = 'admin' and actor_id = $1 order by id",
      [admin.userId],
    );
    expect(audited.map((row) => `${String(row["action"])} ${String(row["result"])}`)).toEqual([
      "sellers_told done",
      "sellers_told done",
      "renewals_paused done",
      "outage_written done",
      "sellers_told done",
      "outage_ended done",
      "renewals_resumed done",
    ]);
  });
});
