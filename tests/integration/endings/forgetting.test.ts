import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tidyUp } from "@/lib/services/tidy-up";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { arrive, connect, consent, start } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const attempt = async (id: string) =>
  (await house.database.query("select sealed, outcome from authorization_attempt where public_id = $1", [id]))[0];
const age = (id: string, column: "finished_at" | "expires_at", seconds: number) =>
  house.database.query(`update authorization_attempt set ${column} = ${column} - $2 * interval '1 second' where public_id = $1`, [
    id,
    seconds,
  ]);
const tidy = () => tidyUp(house.container.dependencies);

describe("what has run out is forgotten", () => {
  it("a held grant is erased when its ten minutes are over, and not before", async () => {
    const jane = await makeSeller(house);
    const named = { scopes: ["read:user"] };
    const { id } = await connect(house, jane, named);
    const { attemptId } = await connect(house, jane, { reconnectId: id, ...named }, { account: "ben" });
    await age(attemptId, "finished_at", 590);
    await tidy();
    expect((await attempt(attemptId))?.["sealed"]).not.toBeNull();
    await age(attemptId, "finished_at", 20);
    await tidy();
    expect(await attempt(attemptId)).toEqual({ sealed: null, outcome: "wrong_account" });
    expect(await house.services.settleAttempt(jane, { attemptId, choice: "new" })).toMatchObject({ error: { code: "expired" } });
  });

  it("the secrets of a flow that nobody finished are erased when it runs out, and its page says that it ran out", async () => {
    const jane = await makeSeller(house);
    const started = await start(house, jane);
    await tidy();
    expect((await attempt(started.attemptId))?.["sealed"]).not.toBeNull();
    await age(started.attemptId, "expires_at", 601);
    await tidy();
    expect((await attempt(started.attemptId))?.["sealed"]).toBeNull();
    expect(await house.services.leave(jane, started)).toMatchObject({ error: { code: "expired" } });
    expect((await house.services.attemptResult(jane, started.attemptId)).ok).toBe(true);
  });

  it("a flow is gone a day after it ran out", async () => {
    const jane = await makeSeller(house);
    const { attemptId } = await start(house, jane);
    await age(attemptId, "expires_at", 86_400 + 601);
    await tidy();
    expect(await attempt(attemptId)).toBeUndefined();
  });
});

describe("a flow that breaks on our side", () => {
  it("ends with a sentence, and not with a page that waits for ever", async () => {
    const jane = await makeSeller(house);
    const started = await start(house, jane);
    const back = await consent(started.address);
    await house.database.query("alter table credential rename to credential_away");
    const ended = await arrive(house, jane, started, back).finally(() =>
      house.database.query("alter table credential_away rename to credential"),
    );
    expect(ended).toEqual({ attemptId: started.attemptId, outcome: "unknown" });
    expect(await attempt(started.attemptId)).toEqual({ sealed: null, outcome: "unknown" });
  });

  it("one whose process ended in the middle is called broken once its time is over", async () => {
    const jane = await makeSeller(house);
    const { attemptId } = await start(house, jane);
    await house.database.query("update authorization_attempt set consumed_at = now(), sealed = null where public_id = $1", [
      attemptId,
    ]);
    expect(await house.services.attemptResult(jane, attemptId)).toMatchObject({ value: { outcome: "in_progress" } });
    await age(attemptId, "expires_at", 601);
    expect(await house.services.attemptResult(jane, attemptId)).toMatchObject({ value: { outcome: "unknown" } });
  });
});

describe("days of a zone", () => {
  it.each(["Asia/Kathmandu", "Asia/Calcutta", "Etc/Unknown-To-Everybody", "UTC'; drop table connection; --"])(
    "%s is data, and no name of a zone takes the page away",
    async (zone) => {
      const jane = await makeSeller(house);
      const { id } = await connect(house, jane);
      await house.database.query(
        "insert into refresh_attempt (connection_id, lease_id, generation, trigger, state) select id, public_id, 1, 'scheduler', 'COMMITTED' from connection where public_id = $1",
        [id],
      );
      const counts = await house.container.dependencies.connections.dayCounts(id ?? "", zone, 14);
      expect(counts).toEqual([{ date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), committed: 1, failed: 0 }]);
    },
  );
});
