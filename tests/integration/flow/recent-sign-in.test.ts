import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "../../support/house";
import { connect } from "../../support/walk";

const NAMED = { scopes: ["read:user"] } as const;

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const signedInMinutesAgo = (who: Actor, minutes: number) =>
  house.database.query("update session set created_at = now() - $2::int * interval '1 minute' where public_id = $1", [
    who.sessionId,
    minutes,
  ]);
const attempts = async (who: Actor) =>
  (await house.database.query("select 1 from authorization_attempt where session_id = $1", [who.sessionId])).length;
const start = (who: Actor, reconnectId: string | null = null) =>
  house.services.startConnection(who, { providerId: "stubhub", label: "Another", scopes: [], reconnectId, environmentId: null });

it("A22: an account is added only by somebody who signed in within the last quarter of an hour", async () => {
  const jane = await makeSeller(house);
  await signedInMinutesAgo(jane, 16);

  expect(await start(jane)).toMatchObject({ error: { code: "sign_in_again" } });
  expect(await attempts(jane)).toBe(0);

  await signedInMinutesAgo(jane, 14);
  expect(await start(jane)).toMatchObject({ ok: true });
});

it("A22: an ended session adds nothing, however young it was", async () => {
  const jane = await makeSeller(house);
  await house.database.query("delete from session where public_id = $1", [jane.sessionId]);

  expect(await start(jane)).toMatchObject({ error: { code: "sign_in_again" } });
});

it("A22: a repair needs no new sign-in, and cannot be turned into another account without one", async () => {
  const jane = await makeSeller(house);
  const { id = null } = await connect(house, jane, { label: "Main store", ...NAMED });
  await signedInMinutesAgo(jane, 16);

  expect(await start(jane, id)).toMatchObject({ ok: true });
  const other = await connect(house, jane, { reconnectId: id, ...NAMED }, { account: "ben" });
  expect(other.outcome).toBe("wrong_account");
  expect(await house.services.settleAttempt(jane, { attemptId: other.attemptId, choice: "new" })).toMatchObject({
    error: { code: "sign_in_again" },
  });

  await signedInMinutesAgo(jane, 1);
  expect(await house.services.settleAttempt(jane, { attemptId: other.attemptId, choice: "new" })).toMatchObject({ ok: true });
});
