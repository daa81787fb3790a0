import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { arrive, type Choice, connect, consent, counted, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await reset(house);
  jane = await makeSeller(house, "Jane");
});

const FROM = "192.0.2.1";
const NAMED = { label: "Main store", scopes: ["read:user"] };

/** A connection of Jane's to Ana's account that the marketplace does not let in any more, and a link for it. */
async function brokenWithLink(): Promise<{ readonly id: string; readonly code: string }> {
  const { id } = await connect(house, jane, NAMED);
  if (id === null) throw new Error("not connected");
  await needSignIn(id);
  return { id, code: await link(id) };
}

const needSignIn = (id: string) =>
  house.database.query(
    "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where public_id = $1",
    [id],
  );

async function link(id: string): Promise<string> {
  const made = await house.services.makeLink(jane, id);
  if (!made.ok) throw new Error(`no link: ${made.error.code}`);
  return made.value.code;
}

/** Somebody presses the button of a link's page. */
async function begin(code: string) {
  const started = await house.services.startRepair({ code, from: FROM, values: {} });
  if (!started.ok) throw new Error(`could not start: ${started.error.code}`);
  const { attemptId, browserSecret } = started.value;
  const left = await house.services.leaveByLink({ code, from: FROM, attemptId, browserSecret });
  if (!left.ok) throw new Error(`could not leave: ${left.error.code}`);
  return { attemptId, browserSecret, address: left.value.address };
}

async function repair(code: string, choice: Choice = {}) {
  const started = await begin(code);
  const ending = await arrive(house, null, started, await consent(started.address, choice));
  const result = await house.services.repairResult({ code, from: FROM, attemptId: started.attemptId });
  return { ending, result: result.ok ? result.value : result.error, attemptId: started.attemptId };
}

const pageOf = async (code: string, from = FROM) => {
  const page = await house.services.repairPage({ code, from });
  return page.ok ? page.value.state : page.error.code;
};
const rowOf = async (id: string) =>
  (
    await house.database.query(
      "select c.status::text, c.label, c.account_name, k.generation from connection c join credential k on k.connection_id = c.id where c.public_id = $1",
      [id],
    )
  )[0];
const eventsOf = async (id: string) =>
  (
    await house.database.query(
      "select e.type, e.actor_kind from connection_event e join connection c on c.id = e.connection_id where c.public_id = $1 order by e.id",
      [id],
    )
  ).map(({ type, actor_kind }) => `${type} by ${actor_kind}`);

describe("a repair link", () => {
  it("lets somebody without a session repair this connection in place, once, and the history says who it was", async () => {
    const { id, code } = await brokenWithLink();
    const page = await house.services.repairPage({ code, from: FROM });
    expect(page).toMatchObject({
      ok: true,
      value: { state: "open", asker: "Jane", label: "Main store", account: "ana@sandbox.test", provider: { name: "StubHub" } },
    });
    const before = await rowOf(id);

    const { ending, result } = await repair(code);

    expect(ending).toMatchObject({ outcome: "reconnected", byLink: true });
    expect(result).toMatchObject({ outcome: "done" });
    expect(await rowOf(id)).toEqual({ ...before, status: "ACTIVE", generation: Number(before?.["generation"]) + 1 });
    expect(await pageOf(code)).toBe("used");
    expect((await eventsOf(id)).slice(-2)).toEqual(["link_made by seller", "reconnected by guest"]);
    const audit = await house.database.query(
      "select action, actor_kind, actor_id, result from audit_event where object = $1 and actor_kind = 'guest' order by id",
      [id],
    );
    expect(audit.map(({ action, result: how }) => `${action} ${how}`)).toEqual([
      "connection_reconnected done",
      "connection_attempt done",
    ]);
    expect(audit.every(({ actor_id }) => String(actor_id).startsWith("lnk_"))).toBe(true);
  });

  it("is stored as a digest only, so that whoever reads the database cannot use it", async () => {
    const { code } = await brokenWithLink();
    await begin(code);
    for (const table of ["repair_link", "authorization_attempt", "connection_event", "audit_event"])
      expect(JSON.stringify(await house.database.query(`select t::text from ${table} t`)), table).not.toContain(code);
    expect(house.logLines.join("\n")).not.toContain(code);
  });

  it("refuses another account: nothing is changed or kept, nobody may settle it, and the right one still works", async () => {
    const { id, code } = await brokenWithLink();
    const before = await rowOf(id);

    const { ending, result, attemptId } = await repair(code, { account: "ben" });

    expect(ending.outcome).toBe("wrong_account");
    expect(result).toMatchObject({ outcome: "wrong_account" });
    expect(await rowOf(id)).toEqual(before);
    expect((await eventsOf(id)).at(-1)).toBe("link_refused by guest");
    const [kept] = await house.database.query("select sealed from authorization_attempt where public_id = $1", [attemptId]);
    expect(kept).toEqual({ sealed: null });
    for (const choice of ["same", "new"] as const)
      expect(await house.services.settleAttempt(jane, { attemptId, choice })).toMatchObject({ error: { code: "not_found" } });
    expect((await repair(code)).result).toMatchObject({ outcome: "done" });
  });

  it("refuses a sign-in of which nobody can tell whose it is", async () => {
    const { id, code } = await brokenWithLink();
    const before = await rowOf(id);
    expect((await repair(code, { allow: ["read:sellerlistings", "offline_access"] })).result).toMatchObject({
      outcome: "unsure",
    });
    expect(await rowOf(id)).toEqual(before);
  });

  it("is not made where the account was never told, and not where nobody has to sign in", async () => {
    const { id } = await connect(house, jane, { label: "Nameless" });
    expect(await house.services.makeLink(jane, id ?? "")).toMatchObject({ error: { code: "not_usable" } });
    await needSignIn(id ?? "");
    expect(await house.services.makeLink(jane, id ?? "")).toMatchObject({ error: { code: "not_usable" } });
    expect(await house.services.sharePage(jane, id ?? "")).toMatchObject({ value: { cannot: "unknown_account" } });
    const omar = await makeSeller(house, "Omar");
    expect(await house.services.makeLink(omar, id ?? "")).toMatchObject({ error: { code: "not_found" } });
    expect(await house.services.takeLinkBack(omar, id ?? "")).toMatchObject({ error: { code: "not_found" } });
  });

  it("changes nothing for the second of two who signed in with it at the same time", async () => {
    const { id, code } = await brokenWithLink();
    const [first, second] = [await begin(code), await begin(code)];
    const backs = [await consent(first.address), await consent(second.address)] as const;
    const outcomes = await Promise.all([arrive(house, null, first, backs[0]), arrive(house, null, second, backs[1])]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["link_used", "reconnected"]);
    expect(await rowOf(id)).toMatchObject({ status: "ACTIVE", generation: 2 });
  });

  it.each<[string, string, (id: string) => Promise<unknown>]>([
    ["taken back", "taken_back", (id) => house.services.takeLinkBack(jane, id)],
    ["replaced by a newer one", "taken_back", (id) => house.services.makeLink(jane, id)],
    ["run out", "expired", () => house.database.query("update repair_link set expires_at = now()")],
    ["left without its connection", "gone", (id) => house.services.disconnectConnection(jane, id)],
  ])(
    "that was %s says so, cannot be started with, and ends a flow that is under way before anything is exchanged",
    async (_, state, end) => {
      const { id, code } = await brokenWithLink();
      const started = await begin(code);
      const back = await consent(started.address);
      await end(id);
      const { tokenRequests } = counted(house);

      expect(await pageOf(code)).toBe(state);
      expect(await house.services.startRepair({ code, from: FROM, values: {} })).toMatchObject({ error: { code: "not_usable" } });
      expect(await arrive(house, null, started, back)).toMatchObject({ outcome: `link_${state}` });
      expect(counted(house)["tokenRequests"]).toBe(tokenRequests);
    },
  );

  it("leads nowhere once its connection works again or its owner has paused it", async () => {
    const { id, code } = await brokenWithLink();
    await house.database.query("update connection set status = 'ACTIVE', reauth_reason = null where public_id = $1", [id]);
    expect(await pageOf(code)).toBe("not_needed");
    await house.services.pauseConnection(jane, id);
    expect(await pageOf(code)).toBe("not_needed");
    expect(await house.services.startRepair({ code, from: FROM, values: {} })).toMatchObject({ error: { code: "not_usable" } });
  });

  it("A2: what a link began ends in the browser that began it: no other one and no session stands in, the owner's included", async () => {
    const { id, code } = await brokenWithLink();
    const before = await rowOf(id);
    const started = await begin(code);
    const { attemptId, browserSecret } = started;
    expect(await house.services.leave(jane, { attemptId, browserSecret })).toMatchObject({ error: { code: "not_found" } });
    expect(await house.services.attemptResult(jane, attemptId)).toMatchObject({ error: { code: "not_found" } });
    const { tokenRequests } = counted(house);
    const stolen = { attemptId, browserSecret: "x".repeat(43) };
    const back = await consent(started.address);

    expect(await arrive(house, jane, stolen, back)).toEqual({ attemptId: null, outcome: "mismatch" });
    expect(await arrive(house, null, started, back)).toMatchObject({ outcome: "mismatch", byLink: true });
    expect(counted(house)["tokenRequests"]).toBe(tokenRequests);
    expect(await rowOf(id)).toEqual(before);
    const other = await brokenWithLinkOf("Outlet");
    expect(await house.services.repairResult({ code: other, from: FROM, attemptId })).toMatchObject({
      error: { code: "not_found" },
    });
  });

  it("cannot be guessed: after twenty wrong codes from one place nobody there is answered, and others are", async () => {
    const { code } = await brokenWithLink();
    const from = "192.0.2.66";
    for (let tries = 0; tries < 20; tries++) expect(await pageOf(`${tries}`.padEnd(32, "w"), from)).toBe("not_found");
    expect(await pageOf(code, from)).toBe("too_many");
    expect(await house.services.startRepair({ code, from, values: {} })).toMatchObject({ error: { code: "too_many" } });
    expect(await pageOf(code)).toBe("open");
  });
});

async function brokenWithLinkOf(label: string): Promise<string> {
  const { id } = await connect(house, jane, { ...NAMED, label }, { account: "ben" });
  await needSignIn(id ?? "");
  return link(id ?? "");
}
