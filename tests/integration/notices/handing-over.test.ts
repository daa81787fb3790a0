import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { planNotices } from "@/lib/services/plan-notices";
import { sendMails } from "@/lib/services/send-mails";
import { startEngine } from "@/lib/worker/engine";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";
import { until } from "@/tests/support/test-engine";
import { letNoticesAge, tellAll, withPostbox } from "@/tests/support/told";

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("delete from notice");
  await house.database.query("delete from mail");
  jane = await makeSeller(house);
});

const states = async () => (await house.database.query("select state from mail order by id")).map((row) => row["state"]);
const breakOne = async (owner: Actor, label: string) => {
  const id = await plantConnection(house.database, owner.userId, { label, status: "NEEDS_REAUTH" });
  await house.database.query(
    "insert into connection_event (connection_id, type, actor_kind) select id, 'needs_reconnect.invalid_grant', 'provider' from connection where public_id = $1",
    [id],
  );
};

it("two engines on one database never hand over a mail twice, whoever comes first", async () => {
  const people = 30;
  for (let n = 0; n < people; n++) await breakOne(await makeSeller(house, `Seller ${n}`.replace(" ", "")), `Store ${n}`);
  const boxes = [withPostbox(house), withPostbox(house), withPostbox(house)];
  const engines = boxes.map(({ deps }, n) =>
    startEngine(deps, {
      process: { id: `eng_0123456789abcde${n}`, kind: "worker", host: "here", version: "0" },
      everyMs: 1000,
      beatEveryMs: 1000,
      jobs: [
        { name: "planning", everyMs: 1, work: () => planNotices(deps) },
        { name: "sending", everyMs: 1, work: () => sendMails(deps) },
      ],
    }),
  );
  const sent = () => boxes.flatMap((box) => box.sent);
  await until(async () => (await states()).filter((state) => state === "sent").length === people);
  await Promise.all(engines.map((engine) => engine.stop()));

  expect(new Set(sent().map(({ to }) => to)).size).toBe(people);
  expect(sent()).toHaveLength(people);
});

it("a mail that could not be handed over is tried again under the same number, and given up after a day", async () => {
  await house.services.testMail(jane);
  let isDown = true;
  const { deps, sent } = withPostbox(house, () => isDown);
  await tellAll(deps);
  await tellAll(deps);
  expect(await house.database.query("select state, tries from mail")).toEqual([{ state: "waiting", tries: 1 }]);

  await letNoticesAge(house, "2 minutes");
  isDown = false;
  await tellAll(deps);
  expect(await states()).toEqual(["sent"]);
  const [{ public_id: number } = {}] = await house.database.query("select public_id from mail");
  expect(sent.map(({ messageId }) => messageId)).toEqual([`${number}@localhost`]);

  isDown = true;
  await house.services.testMail(jane);
  await letNoticesAge(house, "25 hours");
  await tellAll(deps);
  expect(await states()).toEqual(["sent", "given_up"]);
});

it("who dies while handing over a mail leaves it to the next one, and a trial's mailbox shows it once", async () => {
  await house.services.testMail(jane);
  const { dependencies } = house.container;
  const [taken] = await dependencies.noticeQueue.take(5, "a process that dies", 60_000);
  expect(taken?.kind).toBe("test");
  await sendMails(dependencies);
  expect(await states()).toEqual(["waiting"]);

  await house.database.query("update mail set lease_until = now()");
  await sendMails(dependencies);
  await house.database.query("update mail set state = 'waiting'");
  await sendMails(dependencies);
  expect(await house.database.query("select count(*)::int as mails from mailbox_message")).toEqual([{ mails: 1 }]);
});

it("somebody who is gone gets no mail", async () => {
  await breakOne(jane, "Main store");
  await planNotices(house.container.dependencies);
  await house.database.query("update app_user set disabled_at = now() where public_id = $1", [jane.userId]);
  const { deps, sent } = withPostbox(house);
  await tellAll(deps);

  expect(sent).toEqual([]);
  expect(await states()).toEqual(["moot"]);
});
