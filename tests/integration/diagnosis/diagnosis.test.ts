import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import type { Actor } from "@/lib/services/contract";
import { calm } from "@/tests/support/calm";
import { buildHouse, CLIENT_SECRET, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { eventTypes } from "@/tests/support/rows";
import { connect, counted, fault, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("truncate connection cascade");
  await house.database.query("update client_registration set canary_after = null, canary_result = null, canary_at = null");
  await calm(house.database);
  await reset(house);
  jane = await makeSeller(house);
});

const sql = (text: string) => house.database.query(text);
/** Lets the minute between two looks pass. */
const later = () => sql("update diagnosis set began_at = began_at - interval '61 seconds'");

async function connected(providerId = "stubhub", actor = jane, account = "ana"): Promise<string> {
  const values = Object.fromEntries(
    (CATALOGUE.find(({ id }) => id === providerId)?.variables ?? []).map(({ name }) => [name, "north-street"]),
  );
  const { id } = await connect(house, actor, { providerId, values }, { account });
  if (id === null) throw new Error(`${providerId} was not connected`);
  return id;
}
const ask = (id: string, actor = jane) => house.services.diagnoseConnection(actor, id);
async function page(id: string) {
  const found = await house.services.diagnosisPage(jane, id);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
const stepOf = async (id: string, name: string) => (await page(id)).report?.steps.find((step) => step.name === name);

describe("a diagnosis", () => {
  it.each(CATALOGUE.map(({ id }) => id))("finds nothing wrong with a connection to %s that works", async (providerId) => {
    const id = await connected(providerId);

    expect(await ask(id)).toEqual({ ok: true, value: { verdict: "fine" } });

    const { report } = await page(id);
    expect(report?.steps.filter(({ result }) => result === "wrong")).toEqual([]);
    expect(report?.steps.find(({ name }) => name === "grant")?.why).toBe("let_in");
  });

  it("keeps where it called, how that ended and names of headers, and nothing that opens anything", async () => {
    const id = await connected();
    await house.services.refreshConnection(jane, id);
    await ask(id);

    const [row] = await sql("select report::text as text from diagnosis");
    const kept = String(row?.["text"]);
    const { report } = await page(id);
    expect(report?.calls).toMatchObject([
      { step: "client", method: "POST", path: expect.stringMatching(/token$/), status: 400, reason: null },
      { step: "grant", method: "GET", path: expect.stringMatching(/sellerlistings$/), status: 200, reason: null },
    ]);
    for (const call of report?.calls ?? []) {
      expect(call.sent).toEqual(expect.arrayContaining(["authorization", "host", "user-agent"]));
      expect(call.received).toContain("date");
    }
    expect(report?.renewals).toMatchObject([{ end: "renewed", status: null }]);
    const tokens = await openTokensOf(house, id);
    for (const secret of [tokens.accessToken, tokens.refreshToken ?? "", CLIENT_SECRET, "Basic ", "Bearer "]) {
      expect(kept).not.toContain(secret);
      expect(JSON.stringify(report)).not.toContain(secret);
    }
  });

  it("is possible once a minute, of two at the same moment once, and its page says when again", async () => {
    const id = await connected();

    const asked = await Promise.all([ask(id), ask(id)]);

    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    expect(asked.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "too_soon" } });
    expect((await page(id)).waitSeconds).toBeGreaterThan(50);
    await later();
    expect((await page(id)).waitSeconds).toBe(0);
  });

  it("tries our own key once a minute for everybody, and tells the others what that showed", async () => {
    const ben = await makeSeller(house, "Ben");
    const [first, second] = [await connected(), await connected("stubhub", ben, "ben")];
    const before = counted(house).refreshes ?? 0;

    await ask(first);
    await ask(second, ben);

    expect((counted(house).refreshes ?? 0) - before).toBeLessThanOrEqual(1);
    expect((await stepOf(first, "client"))?.why).toBe("accepted");
    const other = await house.services.diagnosisPage(ben, second);
    expect(other.ok && other.value.report?.steps.find(({ name }) => name === "client")?.why).toBe("accepted_lately");
  });

  it("tells the admins what only they can mend, by the reference that the seller reads", async () => {
    const id = await connected();
    await fault(house, "invalid_client");

    expect(await ask(id)).toEqual({ ok: true, value: { verdict: "admin" } });

    const { report } = await page(id);
    expect(
      await sql("select action, object, reference, data from audit_event where action = 'diagnosis_needs_admin'"),
    ).toMatchObject([{ object: id, reference: report?.reference, data: { verdict: "set_up", wrong: ["client.refused"] } }]);
    expect(await sql("select kind from incident where closed_at is null")).toEqual([{ kind: "credentials" }]);
    expect((await eventTypes(house, id))[0]).toBe("diagnosed.admin");
  });

  it("proves that access works, and says so on the page of the connection", async () => {
    const id = await connected();
    const proofOf = async () => {
      const detail = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
      return detail.ok ? detail.value.proof?.by : undefined;
    };
    expect(await proofOf()).toBe("sign_in");

    await ask(id);
    expect(await proofOf()).toBe("check");

    await house.services.refreshConnection(jane, id);
    expect(await proofOf()).toBe("renewal");
  });

  it("is about the past once the connection has moved on", async () => {
    const id = await connected();
    await ask(id);
    const { report } = await page(id);
    expect(report?.isOver).toBe(false);
    expect(await sql("select object, reference from audit_event where action = 'diagnosed'")).toContainEqual({
      object: id,
      reference: report?.reference,
    });

    await house.services.refreshConnection(jane, id);

    expect((await page(id)).report?.isOver).toBe(true);
  });

  it("leaves the check's own minute alone, and tells what is known instead", async () => {
    const id = await connected();
    await house.services.checkConnection(jane, id);
    const before = counted(house).apiCalls ?? 0;

    await ask(id);

    expect((counted(house).apiCalls ?? 0) - before).toBe(0);
    expect(await stepOf(id, "grant")).toMatchObject({ result: "fine", why: "renewed" });
  });

  it("is nobody else's: another seller's connection and one that does not exist answer alike", async () => {
    const ben = await makeSeller(house, "Ben");
    const id = await connected();
    const nothing = { ok: false, error: { code: "not_found" } };

    expect(await ask(id, ben)).toEqual(nothing);
    expect(await ask("con_00nobody", ben)).toEqual(nothing);
    expect(await house.services.diagnosisPage(ben, id)).toEqual(nothing);
    expect(await sql("select 1 from diagnosis")).toEqual([]);
  });

  it("is not made of a connection that has ended", async () => {
    const id = await connected();
    await house.services.disconnectConnection(jane, id);

    expect(await ask(id)).toEqual({ ok: false, error: { code: "not_usable" } });
    expect((await page(id)).canAsk).toBe(false);
  });
});

describe("refresh now", () => {
  it("says that a renewal is running to whoever asks meanwhile", async () => {
    const id = await connected();
    await fault(house, "slow", "1", { times: "1" });

    const first = house.services.refreshConnection(jane, id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await house.services.refreshConnection(jane, id);

    expect(second).toMatchObject({ ok: true, value: { did: "busy" } });
    expect(await first).toMatchObject({ ok: true, value: { did: "renewed" } });
  });
});
