import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { type SchedulerOptions, startScheduler } from "@/lib/worker/scheduler";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { answering, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("update credential set refresh_after = null");
  jane = await makeSeller(house);
});

const OPTIONS: SchedulerOptions = {
  everyMs: 20,
  atOnce: 2,
  most: 100,
  housekeeping: async () => undefined,
  housekeepingEveryMs: 3_600_000,
};
const due = async (count: number) => {
  for (let n = 0; n < count; n++) await connect(house, jane);
  await house.database.query(
    "update credential set refresh_after = now() - interval '1 second' where connection_id in (select c.id from connection c join app_user u on u.id = c.owner_id where u.public_id = $1)",
    [jane.userId],
  );
};
const generations = async () =>
  (
    await house.database.query(
      "select k.generation from credential k join connection c on c.id = k.connection_id join app_user u on u.id = c.owner_id where u.public_id = $1",
      [jane.userId],
    )
  ).map((row) => row["generation"]);
const until = async (done: () => boolean | Promise<boolean>) => {
  for (let n = 0; n < 200; n++) {
    if (await done()) return;
    await house.container.dependencies.sleep(25);
  }
  throw new Error("it did not happen in time");
};

describe("the scheduler", () => {
  it("goes on with disconnects beside the renewals: one that hangs keeps no renewal waiting, and a stop waits for it", async () => {
    await due(2);
    let finish: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = 0;
    const endings = () => {
      begun += 1;
      return hanging;
    };
    const scheduler = startScheduler(
      answering(house, async () => renewed()),
      { ...OPTIONS, endings, endingsEveryMs: 0 },
    );
    await until(async () => (await generations()).every((generation) => generation === 2));
    expect(begun).toBe(1);
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    await house.container.dependencies.sleep(100);
    expect(stopped).toBe(false);
    finish();
    await stopping;
  });

  it("told to stop, finishes what runs, writes it down, and begins nothing else", async () => {
    await due(6);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = 0;
    const scheduler = startScheduler(
      answering(house, async () => {
        asked += 1;
        await answered;
        return renewed();
      }),
      OPTIONS,
    );
    await until(() => asked === 2);
    const stopped = scheduler.stop();
    answer();
    await stopped;
    expect(asked, "only the two that were in flight").toBe(2);
    expect((await generations()).filter((generation) => generation === 2)).toHaveLength(2);
    expect((await generations()).filter((generation) => generation === 1)).toHaveLength(4);
  });

  it("goes on after a refresh that breaks, after a pass that breaks, and after housekeeping that breaks", async () => {
    await due(3);
    let dues = 0;
    let asked = 0;
    const deps = answering(house, async () => {
      asked += 1;
      if (asked === 1) throw new Error("nobody expected this");
      return renewed();
    });
    const broken: Dependencies = {
      ...deps,
      refreshes: {
        ...deps.refreshes,
        due: async (limit) => {
          dues += 1;
          if (dues === 1) throw new Error("the database is away");
          return deps.refreshes.due(limit);
        },
      },
    };
    const scheduler = startScheduler(broken, {
      ...OPTIONS,
      housekeeping: async () => {
        throw new Error("it cannot be tidied");
      },
    });
    await until(async () => (await generations()).filter((generation) => generation === 2).length === 2);
    await scheduler.stop();
    expect(house.logLines.filter((line) => line.includes("broke"))).toHaveLength(3);
  });

  it("refreshes first and tidies up afterwards, once in its time", async () => {
    await due(1);
    const order: string[] = [];
    const scheduler = startScheduler(
      answering(house, async () => {
        order.push("refreshed");
        return renewed();
      }),
      { ...OPTIONS, housekeeping: async () => void order.push("tidied") },
    );
    await until(() => order.length === 2);
    await house.container.dependencies.sleep(100);
    await scheduler.stop();
    expect(order).toEqual(["refreshed", "tidied"]);
  });

  it("one hanging answer holds one place and not the others", async () => {
    await due(5);
    let asked = 0;
    let give: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => {
      give = resolve;
    });
    const scheduler = startScheduler(
      answering(house, async () => {
        asked += 1;
        if (asked === 1) await hanging;
        return renewed();
      }),
      OPTIONS,
    );
    await until(async () => (await generations()).filter((generation) => generation === 2).length === 4);
    give();
    await scheduler.stop();
    expect(await generations()).toEqual([2, 2, 2, 2, 2]);
  });
});

describe("closing the process", () => {
  it("waits for a seller's own refresh, so that what arrives is written", async () => {
    const own = await buildHouse();
    try {
      const ben = await makeSeller(own, "Ben");
      const { id } = await connect(own, ben);
      await fetch(`${own.sandbox.origin}/console/faults`, {
        method: "POST",
        body: new URLSearchParams({ provider: "stubhub", fault: "slow", value: "1", times: "1" }),
        redirect: "manual",
      });
      const asked = own.services.refreshConnection(ben, id ?? "");
      await own.container.dependencies.sleep(300);
      await own.container.close();
      expect(await asked).toMatchObject({ ok: true, value: { did: "renewed" } });
      expect(await own.database.query("select generation from credential")).toEqual([{ generation: 2 }]);
    } finally {
      await own.sandbox.close();
      await own.database[Symbol.asyncDispose]();
    }
  });
});
