import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { type EngineOptions, startEngine } from "@/lib/worker/engine";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { answering, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("update credential set refresh_after = null");
  await house.database.query(
    "update client_registration set frozen_until = null, trouble = null, judged_from = (select max(id) from refresh_attempt), budget_left = null",
  );
  jane = await makeSeller(house);
});

const OPTIONS: EngineOptions = {
  process: { id: "eng_0123456789abcdef", kind: "server", host: "here", version: "0" },
  everyMs: 20,
  beatEveryMs: 20,
  jobs: [],
};
const QUICK = { perSecond: 1000, atOnce: 16 };
const inNoHurry = (deps: Dependencies, budget = QUICK): Dependencies => ({ ...deps, budgetOf: () => budget });
const due = async (count: number, providerId = "stubhub") => {
  for (let n = 0; n < count; n++) await connect(house, jane, { providerId }, { account: n === 0 ? "ana" : "new" });
  await house.database.query(
    "update credential set refresh_after = now() - interval '1 second' where connection_id in (select c.id from connection c join app_user u on u.id = c.owner_id where u.public_id = $1)",
    [jane.userId],
  );
};
const generations = async (providerId = "stubhub") =>
  (
    await house.database.query(
      "select k.generation from credential k join connection c on c.id = k.connection_id join app_user u on u.id = c.owner_id where u.public_id = $1 and c.provider_id = $2",
      [jane.userId, providerId],
    )
  ).map((row) => row["generation"]);
const renewedOf = async (providerId?: string) => (await generations(providerId)).filter((generation) => generation === 2).length;
const until = async (done: () => boolean | Promise<boolean>) => {
  for (let n = 0; n < 400; n++) {
    if (await done()) return;
    await house.container.dependencies.sleep(25);
  }
  throw new Error("it did not happen in time");
};
/** A promise and what fulfils it. */
const held = () => {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
};

describe("the engine", () => {
  it("goes on with its jobs beside the renewals: one that hangs keeps no renewal waiting, and a stop waits for it", async () => {
    await due(2);
    const hanging = held();
    let begun = 0;
    const work = () => {
      begun += 1;
      return hanging.promise;
    };
    const engine = startEngine(inNoHurry(answering(house, async () => renewed())), {
      ...OPTIONS,
      jobs: [{ name: "hanging", everyMs: 0, work }],
    });
    await until(async () => (await renewedOf()) === 2);
    expect(begun).toBe(1);
    let stopped = false;
    const stopping = engine.stop().then(() => {
      stopped = true;
    });
    await house.container.dependencies.sleep(100);
    expect(stopped).toBe(false);
    hanging.release();
    await stopping;
  });

  it("told to stop, finishes what runs, writes it down, begins nothing else and signs off", async () => {
    await due(6);
    const answered = held();
    let asked = 0;
    const engine = startEngine(
      inNoHurry(
        answering(house, async () => {
          asked += 1;
          await answered.promise;
          return renewed();
        }),
      ),
      OPTIONS,
    );
    await until(() => asked === 2);
    await until(async () => (await house.database.query("select from engine_process")).length === 1);
    const stopped = engine.stop();
    answered.release();
    await stopped;
    expect(asked, "only the two that were in flight").toBe(2);
    expect(await renewedOf()).toBe(2);
    expect(await house.database.query("select from engine_process")).toHaveLength(0);
    expect(await house.database.query("select from credential where lease_id is not null")).toHaveLength(0);
  });

  it("told to stop while it takes what is due, gives it back: no lease stays, no intent, and nothing was asked", async () => {
    await due(3);
    const taking = held();
    const { queue } = house.container.dependencies;
    let asked = 0;
    let took = 0;
    const deps = answering(house, async () => {
      asked += 1;
      return renewed();
    });
    const attempts = async () => Number((await house.database.query("select count(*)::int as n from refresh_attempt"))[0]?.["n"]);
    const before = await attempts();
    const engine = startEngine(
      inNoHurry({
        ...deps,
        queue: {
          ...queue,
          take: async (input) => {
            const taken = await queue.take(input);
            took += taken.claims.length;
            await taking.promise;
            return taken;
          },
        },
      }),
      OPTIONS,
    );
    await until(() => took > 0);
    expect(await attempts()).toBe(before + took);
    const stopped = engine.stop();
    taking.release();
    await stopped;
    expect(asked).toBe(0);
    expect(await attempts()).toBe(before);
    expect(
      await house.database.query("select from credential where lease_id is not null or lease_until is not null"),
    ).toHaveLength(0);
  });

  it("goes on after a refresh that breaks, after a look that breaks, and after a job that breaks", async () => {
    await due(3);
    let looks = 0;
    let asked = 0;
    const deps = answering(house, async () => {
      asked += 1;
      if (asked === 1) throw new Error("nobody expected this");
      return renewed();
    });
    const waiting = async () => {
      looks += 1;
      if (looks === 1) throw new Error("the database is away");
      return deps.queue.waiting();
    };
    const work = async () => {
      throw new Error("it cannot be tidied");
    };
    const engine = startEngine(inNoHurry({ ...deps, queue: { ...deps.queue, waiting } }), {
      ...OPTIONS,
      jobs: [{ name: "housekeeping", everyMs: 3_600_000, work }],
    });
    await until(async () => (await renewedOf()) === 2);
    await engine.stop();
    expect(house.logLines.filter((line) => line.includes("broke"))).toHaveLength(3);
  });

  it("a marketplace that hangs holds its own places and nobody else's", async () => {
    await due(3);
    await due(3, "square");
    const hanging = held();
    const { dependencies } = house.container;
    const refresh: Dependencies["provider"]["refresh"] = async ({ target }) => {
      if (target.definition.id === "stubhub") await hanging.promise;
      return renewed();
    };
    const places = { perSecond: 1000, atOnce: 2 };
    const deps = inNoHurry({ ...dependencies, provider: { ...dependencies.provider, refresh } }, places);
    const engine = startEngine(deps, OPTIONS);
    await until(async () => (await renewedOf("square")) === 3);
    expect(await renewedOf()).toBe(0);
    hanging.release();
    await engine.stop();
  });

  it("begins with two at once, doubles them with each round that works, and goes back to two after trouble", async () => {
    await due(24);
    let waiting: ((answer: TokenOutcome) => void)[] = [];
    const deps = answering(house, () => new Promise<TokenOutcome>((resolve) => waiting.push(resolve)));
    const engine = startEngine(inNoHurry(deps, { perSecond: 1000, atOnce: 6 }), OPTIONS);
    /** So many wait for an answer, and nobody joins them. */
    const stays = async (many: number) => {
      await until(() => waiting.length === many);
      await house.container.dependencies.sleep(150);
      expect(waiting).toHaveLength(many);
    };
    const answerAll = () => {
      const before = waiting;
      waiting = [];
      for (const answer of before) answer(renewed());
    };
    // Nobody knows yet whether it answers.
    await stays(2);
    answerAll();
    await stays(4);
    answerAll();
    // No more than its budget allows.
    await stays(6);
    waiting.shift()?.(refused({ class: "transient", evidence: { ...renewed().evidence, status: 503 } }));
    // Five are more than two: nothing is begun in the place of the one that failed.
    await stays(5);
    const stopped = engine.stop();
    answerAll();
    await stopped;
  });

  it("two engines share what is due and neither tries what the other has", async () => {
    await due(30);
    const asked: string[] = [];
    const { dependencies } = house.container;
    const refresh: Dependencies["provider"]["refresh"] = async ({ refreshToken }) => {
      asked.push(refreshToken);
      await dependencies.sleep(20);
      return renewed();
    };
    const deps = inNoHurry({ ...dependencies, provider: { ...dependencies.provider, refresh } });
    const engines = [1, 2].map((n) => startEngine(deps, { ...OPTIONS, process: { ...OPTIONS.process, id: `eng_${n}` } }));
    await until(async () => (await renewedOf()) === 30);
    await Promise.all(engines.map((engine) => engine.stop()));
    expect(asked).toHaveLength(30);
    expect(new Set(asked).size).toBe(30);
  });

  it("leaves a registration alone that rests, and takes it up when the rest is over", async () => {
    await due(2);
    await house.database.query("update client_registration set frozen_until = now() + interval '700 milliseconds'");
    let asked = 0;
    const deps = answering(house, async () => {
      asked += 1;
      return renewed();
    });
    const engine = startEngine(inNoHurry(deps), OPTIONS);
    await house.container.dependencies.sleep(400);
    expect(asked).toBe(0);
    await until(async () => (await renewedOf()) === 2);
    await engine.stop();
  });
});
