import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { finishEndings } from "@/lib/services/finish-endings";
import { forgetPerson } from "@/lib/services/forget-person";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { connect, counted, fault } from "@/tests/support/walk";

let house: House;
let omar: Actor;
let email: string;
let ids: readonly string[];

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  omar = await makeSeller(house, "Omar");
  email = String((await house.database.query("select email from app_user where public_id = $1", [omar.userId]))[0]?.["email"]);
  ids = await Promise.all(["stubhub", "stockx"].map(async (providerId) => (await connect(house, omar, { providerId })).id ?? ""));
});

const deps = () => house.container.dependencies;
const forget = (address = email) => forgetPerson({ ...deps(), accounts: house.container.accounts }, address);
const tidy = () => house.container.accounts.forgetEnded();
const there = async () =>
  (await house.database.query("select name, email from app_user where public_id = $1", [omar.userId]))[0] ?? null;
const statuses = async () =>
  (
    await house.database.query("select status::text from connection where public_id = any($1) order by provider_id desc", [ids])
  ).map((row) => row["status"]);
const letPass = (minutes: number) =>
  house.database.query(
    `update connection set ending_next_at = ending_next_at - $1 * interval '1 minute',
       disconnected_at = disconnected_at - $1 * interval '1 minute' where status = 'REVOKING'`,
    [minutes],
  );

describe("F19: a person who is forgotten", () => {
  it("cannot sign in from that moment, and no connection of theirs is used", async () => {
    const { people, digest } = house.container.runtime;
    const live = {
      tokenHash: digest.sha256(email),
      personId: omar.userId,
      expiresAt: new Date(Date.now() + 60_000),
      userAgent: null,
    };
    await people.createSession(live);
    await people.createVerification({ identifier: email, tokenHash: "link", expiresAt: new Date(Date.now() + 60_000) });
    expect(await forget(` ${email.toUpperCase()} `)).toEqual({ personId: omar.userId, ending: 2 });
    expect(await people.byEmail(email)).toBeNull();
    expect(await people.sessionByTokenHash(live.tokenHash)).toBeNull();
    expect(await people.useVerification({ identifier: email, tokenHash: "link" })).toBeNull();
    expect(await there()).toEqual({ name: omar.userId, email: null });
    expect(await statuses()).toEqual(["REVOKING", "REVOKING"]);
    expect(await house.services.refreshConnection(omar, ids[0] ?? "")).toMatchObject({ error: { code: "not_usable" } });
    await finishEndings(deps());
    await tidy();
  });

  it("leaves ids in the audit and nothing else, and only their own access is ended", async () => {
    const jane = await makeSeller(house, "Jane");
    const hers = (await connect(house, jane, { providerId: "stockx" }, { account: "ben" })).id ?? "";
    const before = await storedConnection(house, hers);
    const ended = Number(counted(house, "stockx")["revocations"]);
    await forget();
    expect(await finishEndings(deps())).toBe(2);
    expect(await statuses()).toEqual(["REVOKED", "REVOKED"]);
    expect(await eventTypes(house, ids[1] ?? "")).toContain("disconnect_proven");
    await tidy();
    expect(await there()).toBeNull();
    expect(await statuses()).toEqual([]);
    expect(counted(house, "stockx")["revocations"]).toBe(ended + 1);
    expect(await storedConnection(house, hers)).toEqual(before);
    const dump = JSON.stringify(
      await Promise.all(
        ["app_user", "connection", "credential", "connection_event", "authorization_attempt", "session", "audit_event"].map(
          (table) => house.database.query(`select row_to_json(t)::text as row from ${table} t`),
        ),
      ),
    );
    expect(dump).not.toContain(email);
    expect(dump).not.toContain("Omar");
    expect(dump).toContain(omar.userId);
  });

  it("stays with what has to be cancelled until that is over, a day at most", async () => {
    await fault(house, "revocation", "500", { provider: "stockx" });
    await forget();
    await finishEndings(deps());
    await tidy();
    expect(await statuses()).toEqual(["REVOKED", "REVOKING"]);
    expect(await storedConnection(house, ids[1] ?? "")).toMatchObject({ sealed: expect.any(String) });
    expect(await there()).toEqual({ name: omar.userId, email: null });
    await letPass(24 * 60 + 1);
    await finishEndings(deps());
    await fault(house, "revocation", "200", { provider: "stockx" });
    expect(await statuses()).toEqual(["REVOKED", "REVOKED"]);
    await tidy();
    expect(await there()).toBeNull();
  });

  it("is ended to the last connection by whoever comes next when the command was cut off", async () => {
    const by = { action: "person_forgotten", actorKind: "holdfast", actorId: null, object: null, result: "done" } as const;
    await house.container.accounts.forget(email, by);
    expect(await statuses()).toEqual(["ACTIVE", "ACTIVE"]);
    await tidy();
    expect(await there(), "not before it has ended").not.toBeNull();
    expect(await finishEndings(deps())).toBe(2);
    await tidy();
    expect(await there()).toBeNull();
  });

  it("is nobody where nobody has this address", async () => {
    expect(await forget("nobody@shop.test")).toBeNull();
    expect(await statuses()).toEqual(["ACTIVE", "ACTIVE"]);
    await forget();
    await finishEndings(deps());
    await tidy();
  });

  it("is forgotten by the command, which says how each connection ended", async () => {
    const { settings } = house;
    const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/forget.ts", email], {
      env: {
        ...process.env,
        HOLDFAST_MODE: "production",
        HOLDFAST_HOME: settings.home,
        APP_ORIGIN: "https://holdfast.test",
        DATABASE_URL: house.database.url,
        HOLDFAST_KEYS: settings.keys,
        DEPLOYMENT_ID: settings.deploymentId,
        AUTH_SECRET: settings.authSecret,
        SMTP_URL: "smtps://mail.test",
        MAIL_FROM: "Holdfast <holdfast@holdfast.test>",
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const over = once(child, "exit");
    await expect.poll(statuses, { timeout: 30_000 }).toEqual(["REVOKING", "REVOKING"]);
    await finishEndings(deps());
    expect((await over)[0], said).toBe(0);
    expect(said).toContain(`${email} is forgotten and can no longer sign in. The audit knows them as ${omar.userId}.`);
    expect(said).toMatch(new RegExp(`stubhub ${ids[0]}: no_way, receipt ..-...`));
    expect(said).toMatch(new RegExp(`stockx ${ids[1]}: confirmed, receipt ..-...`));
    await tidy();
  });
});
