import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse, makeSeller } from "@/tests/support/house";
import {
  type Fate,
  judgeBatches,
  type KillPoint,
  killAt,
  letAnHourPass,
  letLeasesEnd,
  type Trial,
} from "@/tests/support/kill-trials";
import { killWorkers } from "@/tests/support/kill-worker";
import { POLICIES, type Policy, rotationMarket } from "@/tests/support/rotation-markets";

/** Connections of each marketplace that one process renews at once. */
const EACH = 2;
const FIXED = ["not_sent", "acted", "not_kept", "kept", "not_committed", "committed"] as const satisfies readonly KillPoint[];
const KILLS = LONG ? 10_000 : 300;
const LIMIT_MS = (LONG ? 300 : 10) * 60_000;
/** Deployments side by side, so that two cores have work. */
const RIGS = 2;

/** Two of three kills at the fixed points in turn, the rest at random. */
const pointOf = (kill: number): KillPoint =>
  kill % 3 === 2 ? "random" : (FIXED[(kill - Math.floor(kill / 3)) % FIXED.length] ?? "random");

/** A deployment whose worker is killed again and again; the next one recovers and is killed in its turn. */
async function killAgainAndAgain(kills: readonly number[]): Promise<readonly Trial[]> {
  const home = mkdtempSync(path.join(tmpdir(), "holdfast-kills-"));
  const [strict, grace, none] = await Promise.all([rotationMarket("strict"), rotationMarket("grace"), rotationMarket("none")]);
  const markets = { strict, grace, none };
  try {
    const definitions = POLICIES.map((policy) => markets[policy].definition);
    await using house = await buildHouse({ home }, definitions);
    const { userId } = await makeSeller(house);
    await using workers = await killWorkers({ settings: house.settings, definitions });
    const trials: Trial[] = [];
    let victim = await workers.start();
    for (const kill of kills) {
      const point = pointOf(kill);
      const batches = await killAt(house, markets, userId, { victim, point, each: EACH });
      await letLeasesEnd(
        house,
        batches.flatMap(({ ids }) => ids),
      );
      victim = await workers.start();
      trials.push(...(await judgeBatches(house, markets, batches, point)));
      await letAnHourPass(house);
    }
    return trials;
  } finally {
    for (const market of Object.values(markets)) await market[Symbol.asyncDispose]();
    rmSync(home, { recursive: true, force: true });
  }
}

test("Fault 2: a worker that is killed loses no connection in silence, at any point and with any rotation", {
  timeout: LIMIT_MS,
}, async () => {
  const kills = Array.from({ length: KILLS }, (_, kill) => kill);
  const rigs = Array.from({ length: RIGS }, (_, rig) => killAgainAndAgain(kills.filter((kill) => kill % RIGS === rig)));
  const trials = (await Promise.all(rigs)).flat();
  const many = (is: Partial<Trial>) =>
    trials.filter((trial) => Object.entries(is).every(([name, value]) => trial[name as keyof Trial] === value)).length;
  const seen = table(trials);

  expect(trials).toHaveLength(KILLS * EACH * POLICIES.length);
  for (const fate of ["silent", "stuck", "blamed"] as const) expect(many({ fate }), seen).toBe(0);
  for (const policy of ["grace", "none"] as const) expect(many({ policy, fate: "declared" }), seen).toBe(0);
  for (const point of ["not_sent", "kept", "not_committed", "committed"] as const)
    expect(many({ policy: "strict", point, fate: "declared" }), seen).toBe(0);
  // What nobody can know is not called well by luck: at these two points the only usable token is gone.
  for (const point of ["acted", "not_kept"] as const) expect(many({ policy: "strict", point, fate: "recovered" }), seen).toBe(0);
  expect(many({ policy: "strict", kept: true, fate: "declared" }), seen).toBe(0);
  const kept = many({ policy: "strict", kept: true });
  // Half of the fixed points come after that, so a third of all; how many of the random kills do depends on the machine.
  expect(kept, "some were killed after that").toBeGreaterThan(0.3 * KILLS * EACH);
  for (const policy of POLICIES) {
    const [recovered, declared] = [many({ policy, fate: "recovered" }), many({ policy, fate: "declared" })];
    const says = `SIGKILL of a worker at 6 points and at random, ${KILLS} kills with ${EACH} renewals each, ${policy}`;
    reportFault({ row: 2, says, n: many({ policy }), result: `${recovered} recovered, ${declared} declared, 0 silent, 0 stuck` });
  }
  const says = "the same, strict, killed once the reply was in the journal";
  reportFault({ row: 2, says, n: kept, result: `${kept} recovered, 0 declared` });
});

/** How many met which fate, by marketplace and point. */
function table(trials: readonly Trial[]): string {
  const key = ({ policy, point }: { readonly policy: Policy; readonly point: KillPoint }) => `${policy} ${point}`;
  const fates: readonly Fate[] = ["recovered", "declared", "blamed", "silent", "stuck"];
  return [...new Set(trials.map(key))]
    .sort()
    .map((row) => {
      const own = trials.filter((trial) => key(trial) === row);
      return `${row}: ${fates.map((fate) => `${own.filter((trial) => trial.fate === fate).length} ${fate}`).join(", ")}`;
    })
    .join("\n");
}
