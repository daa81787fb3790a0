import { expect } from "vitest";
import type { Container } from "@/lib/runtime/container";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { anotherProcess, dyingBeforeTheWrite } from "./another-process";
import { buildHouse, type House, makeSeller } from "./house";
import { openTokensOf } from "./open-tokens";
import { plantGrants } from "./plant-grants";
import { POLICIES, type Policy, type RotationMarket, rotationMarket } from "./rotation-markets";

/** Two processes of one host: one leaves renewals behind, the other one finds them. */
export type LeftBehind = {
  readonly house: House;
  readonly markets: Readonly<Record<Policy, RotationMarket>>;
  /** One where each token can be cancelled; every use uses it up. */
  readonly revoking: RotationMarket;
  readonly jane: Actor;
  readonly other: Container;
  readonly plant: (market: Policy | "revoking", many?: number) => Promise<readonly string[]>;
  /** Asks in a process that dies when the replies are in its journal. */
  readonly dieAfterTheJournal: (ids: readonly string[]) => Promise<void>;
  /** Asks in a process that dies when the marketplace has answered and nothing of it is kept. */
  readonly dieBeforeTheJournal: (id: string) => Promise<void>;
  /** Whether the marketplace would take what is stored. */
  readonly worksNow: (market: Policy, id: string) => Promise<boolean>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const ask = (deps: Dependencies, connectionId: string) =>
  refreshConnection(deps, { connectionId, trigger: "scheduler", ifGeneration: null });

export async function leftBehind(): Promise<LeftBehind> {
  const [strict, grace, none] = await Promise.all(POLICIES.map((policy) => rotationMarket(policy)));
  if (!strict || !grace || !none) throw new Error("a market is missing");
  const markets = { strict, grace, none };
  const revoking = await rotationMarket("strict", "revoking-market");
  const endpoint = revoking.definition.token.endpoint.replace("/token", "/revoke");
  const revocation = {
    kind: "rfc7009",
    endpoint,
    token: "refresh_token",
    scope: "token",
    accessTokenSurvives: false,
    proof: "none",
    names: {},
  } as const;
  const definitions = [...POLICIES.map((policy) => markets[policy].definition), { ...revoking.definition, revocation }];
  const house = await buildHouse({}, definitions);
  const jane = await makeSeller(house);
  const other = await anotherProcess(house);
  const here = house.container.dependencies;
  return {
    house,
    markets,
    revoking,
    jane,
    other,
    plant: async (market, many = 1) => {
      const planted = await plantGrants(house, jane.userId, market === "revoking" ? revoking : markets[market], many);
      return planted.map(({ id }) => id);
    },
    dieAfterTheJournal: async (ids) => {
      let dead = 0;
      const deps = dyingBeforeTheWrite(here, () => {
        dead += 1;
      });
      for (const id of ids) void ask(deps, id);
      await expect.poll(() => dead, { timeout: 10_000 }).toBe(ids.length);
    },
    dieBeforeTheJournal: async (id) => {
      let answered = false;
      const refresh: typeof here.provider.refresh = (input) =>
        here.provider.refresh({
          ...input,
          keep: () => {
            answered = true;
            return new Promise(() => undefined);
          },
        });
      void ask({ ...here, provider: { ...here.provider, refresh } }, id);
      await expect.poll(() => answered, { timeout: 10_000 }).toBe(true);
    },
    worksNow: async (market, id) => markets[market].works((await openTokensOf(house, id)).refreshToken ?? ""),
    [Symbol.asyncDispose]: async () => {
      await other.close();
      await house[Symbol.asyncDispose]();
      for (const market of [...Object.values(markets), revoking]) await market[Symbol.asyncDispose]();
    },
  };
}
