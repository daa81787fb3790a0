import { afterAll, beforeAll, expect, it } from "vitest";
import type { EngineView } from "@/lib/views/admin-overview";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { emptySandbox, plantDue } from "@/tests/support/plant-due";
import { until } from "@/tests/support/test-engine";
import { startWorkerProcess } from "@/tests/support/worker-process";

const records = emptySandbox();
let house: House;
beforeAll(async () => {
  house = await buildHouse({}, [], { records });
});
afterAll(() => house[Symbol.asyncDispose]());

const state = async () => (await house.services.readEngine()).state;
const shown = async (): Promise<EngineView> => {
  const view = await house.services.adminOverview(await makeSeller(house, "Ada", "admin"));
  if (!view.ok) throw new Error(view.error.code);
  return view.value.engine;
};
/** As if so much time had passed: what was seen, made or due lies further back. */
async function pass(seconds: number): Promise<void> {
  await house.database.query("update engine_process set seen_at = seen_at - $1 * interval '1 second'", [seconds]);
  await house.database.query(
    "update credential set refresh_after = refresh_after - $1 * interval '1 second', obtained_at = obtained_at - $1 * interval '1 second', access_expires_at = access_expires_at - $1 * interval '1 second'",
    [seconds],
  );
}

it("Fault 27: when the last process that renews is killed, health and the admin's overview say so within a minute, and no sooner than they can know", async () => {
  expect(await state(), "nobody was started yet").toBe("missing");
  const worker = await startWorkerProcess(house.settings, house.sandbox.port);
  try {
    await until(async () => (await state()) === "ok");
    expect(await shown()).toMatchObject({ state: "ok", waitsSince: null });
    await worker.stop("SIGKILL");
    await pass(50);
    expect(await state(), "it may still be there").toBe("ok");
    await pass(10);
    expect(await state()).toBe("missing");
    expect(await shown()).toMatchObject({ state: "missing" });
  } finally {
    await worker.stop();
  }
  const again = await startWorkerProcess(house.settings, house.sandbox.port);
  await until(async () => (await state()) === "ok");
  await again.stop("SIGTERM", 20_000);
  expect(await again.ended).toBe(0);
  expect(await house.database.query("select from engine_process where seen_at > now() - interval '30 seconds'")).toHaveLength(0);
  reportFault({ row: 27, says: "a process that renews is killed: seconds until health says so", n: 1, result: "60" });
});

it.each([
  ["an hour", 3600, 360],
  ["twelve hours", 43_200, 4320],
])(
  "Fault 27: a renewal of access that lasts %s is called late after a tenth of that, however lively its processes are",
  async (_, life, late) => {
    await house.database.query("delete from credential");
    await house.database.query(
      "insert into engine_process (id, kind, host, version) values ('eng_alive', 'worker', 'here', '0') on conflict (id) do update set seen_at = now()",
    );
    const alive = () => house.database.query("update engine_process set seen_at = now() where id = 'eng_alive'");
    await plantDue(house, records, {
      providerId: "square",
      many: 20,
      lifetimeMs: life * 1000,
      endsInMs: life * 1000 * 0.2,
      dueInMs: (place) => -place,
    });
    expect(await state()).toBe("ok");
    await pass(late - 5);
    await alive();
    expect(await state(), "nearly").toBe("ok");
    await pass(10);
    await alive();
    expect(await state()).toBe("late");
    expect((await shown()).waitsSince).not.toBeNull();
    await house.database.query("update client_registration set frozen_until = now() + interval '1 minute'");
    expect(await state(), "who was told to wait is not late").toBe("ok");
    await house.database.query("update client_registration set frozen_until = null");
    reportFault({
      row: 27,
      says: `renewals that wait, of access for ${life} seconds: late after`,
      n: 20,
      result: `${late} seconds`,
    });
  },
);
