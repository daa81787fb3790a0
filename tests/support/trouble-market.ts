import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Dependencies } from "@/lib/services/dependencies";
import { probeTroubles } from "@/lib/services/probe-troubles";
import { startEngine } from "@/lib/worker/engine";
import type { Running } from "@/lib/worker/job";
import { buildHouse, type House, makeSeller } from "./house";
import { plantGrants } from "./plant-grants";
import { type RotationMarket, rotationMarket } from "./rotation-markets";

/** A house whose connections all stand at one strict marketplace, are due, and are kept fresh by an engine that a test starts. */
export type TroubleHouse = House & {
  readonly market: RotationMarket;
  readonly ids: readonly string[];
  /** An engine with probes, looking often, with a budget of its own. */
  readonly keepFresh: (budget?: { readonly perSecond: number; readonly atOnce: number }) => Running;
  readonly incidents: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
};

const QUICK = { perSecond: 1000, atOnce: 16 };

/** @param change of the marketplace's definition, such as a rule of its own */
export async function troubleHouse(
  many: number,
  change: (definition: ProviderDefinition) => ProviderDefinition = (same) => same,
): Promise<TroubleHouse> {
  const market = await rotationMarket("strict");
  const definition = change(market.definition);
  const house = await buildHouse({}, [definition]);
  const jane = await makeSeller(house);
  const planted = await plantGrants(house, jane.userId, market, many);
  await house.database.query("update credential set refresh_after = now() - interval '1 minute'");
  return {
    ...house,
    market,
    ids: planted.map(({ id }) => id),
    keepFresh: (budget = QUICK) => {
      const deps: Dependencies = { ...house.container.dependencies, budgetOf: () => budget };
      return startEngine(deps, {
        process: { id: "eng_0123456789abcdef", kind: "server", host: "here", version: "0" },
        everyMs: 20,
        beatEveryMs: 5000,
        jobs: [{ name: "probing", everyMs: 10, work: () => probeTroubles(deps) }],
      });
    },
    incidents: () => house.database.query("select i.kind, i.code, i.closed_at is null as open from incident i order by i.id"),
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      await market[Symbol.asyncDispose]();
    },
  };
}

/** Waits for what happens by itself. */
export async function until(done: () => Promise<boolean> | boolean, longestMs = 30_000): Promise<void> {
  const end = performance.now() + longestMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
