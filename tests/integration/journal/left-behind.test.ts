import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recover } from "@/lib/services/recover";
import { anotherProcess, leasesRunOut } from "@/tests/support/another-process";
import { ask, type LeftBehind, leftBehind } from "@/tests/support/left-behind";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";

let left: LeftBehind;
let { house, markets, jane, other, plant, dieBeforeTheJournal, worksNow } = {} as LeftBehind;
const here = () => house.container.dependencies;

beforeAll(async () => {
  left = await leftBehind();
  ({ house, markets, jane, other, plant, dieBeforeTheJournal, worksNow } = left);
});
afterAll(() => left[Symbol.asyncDispose]());

describe("a renewal that was left behind without a reply", () => {
  it("StubHub 6: the token is tried once more; refused, the seller is told that an answer was lost, and nobody asks again", async () => {
    const [id = ""] = await plant("strict");
    await dieBeforeTheJournal(id);
    const { requests } = markets.strict.counts;
    await leasesRunOut(house);

    expect(await recover(other.dependencies)).toEqual({ settled: 0, leftBehind: 1 });

    expect(markets.strict.counts.requests - requests, "with the old token, once").toBe(1);
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "refresh_outcome_lost" });
    expect(await refreshStates(house, id)).toEqual(["FAILED", "UNKNOWN"]);
    expect(await eventTypes(house, id)).toContain("needs_reconnect.refresh_outcome_lost");
    await recover(other.dependencies);
    expect((await ask(other.dependencies, id)).ok).toBe(false);
    expect(markets.strict.counts.requests - requests, "no silent loop").toBe(1);
  });

  it.each(["grace", "none"] as const)("heals by asking again with the same token: %s", async (policy) => {
    const [id = ""] = await plant(policy);
    await dieBeforeTheJournal(id);
    await leasesRunOut(house);

    expect(await recover(other.dependencies)).toEqual({ settled: 0, leftBehind: 1 });

    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 2 });
    expect(await worksNow(policy, id)).toBe(true);
    const [newest] = await house.database.query("select trigger, state from refresh_attempt order by id desc limit 1");
    expect(newest).toEqual({ trigger: "recovery", state: "COMMITTED" });
  });

  it("is left alone while its lease runs, and is not asked again when it was disconnected", async () => {
    const [runs = "", ended = ""] = await plant("none", 2);
    await dieBeforeTheJournal(ended);
    await house.services.disconnectConnection(jane, ended);
    await leasesRunOut(house);
    await dieBeforeTheJournal(runs);
    const { requests } = markets.none.counts;

    expect(await recover(other.dependencies)).toEqual({ settled: 0, leftBehind: 1 });

    expect(markets.none.counts.requests).toBe(requests);
    expect(await refreshStates(house, runs)).toEqual(["SENT"]);
    expect((await refreshStates(house, ended)).at(-1)).toBe("UNKNOWN");
  });

  it("is answered after all: what was taken for unknown is known again", async () => {
    const [id = ""] = await plant("none");
    const { refreshes } = here();
    let go: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    let waits = false;
    const commit: typeof refreshes.commit = async (...args) => {
      waits = true;
      await gone;
      return refreshes.commit(...args);
    };
    // A process on another host, whose journal nobody here can see.
    const elsewhere = await anotherProcess({
      ...house,
      settings: { ...house.settings, home: `${house.settings.home}/elsewhere` },
    });
    const late = ask({ ...elsewhere.dependencies, refreshes: { ...refreshes, commit } }, id);
    await expect.poll(() => waits).toBe(true);
    await leasesRunOut(house);
    await other.dependencies.recovery.lapse([], 30_000);
    expect(await refreshStates(house, id)).toEqual(["UNKNOWN"]);

    go();
    expect(await late).toEqual({ ok: true, value: { generation: 2 } });
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
    await elsewhere.close();
  });
});
