import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { SandboxRecords } from "@/lib/sandbox/state/records";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { type FaultProxy, faultProxy } from "./fault-proxy";
import { buildHouse, type House } from "./house";
import { emptySandbox, plantDue } from "./plant-due";
import { fault } from "./walk";

/**
 * What a marketplace does with a used refresh token. `strict`: its second use ends the permission. `grace`: it works for
 * a minute more. `none`: a refresh token is never used up.
 */
export type Rotation = "strict" | "grace" | "none";
export const ROTATIONS = ["strict", "grace", "none"] as const satisfies readonly Rotation[];

/** A marketplace of the sandbox whose rotation a test may choose. */
export const MARKET = "stubhub";

const RULES = {
  strict: { kind: "rotating_single_use", onMissing: "error", lostReply: "unknown" },
  grace: { kind: "rotating_grace", graceSeconds: 60, onMissing: "error", lostReply: "retry_same" },
  none: { kind: "static", onMissing: "keep", lostReply: "retry_same" },
} as const satisfies Record<Rotation, Partial<ProviderDefinition["rotation"]>>;

/** The shipped definition with another rotation, so that both sides know of it. */
export const withRotation =
  (rotation: Rotation) =>
  (definition: ProviderDefinition): ProviderDefinition =>
    definition.id === MARKET ? { ...definition, rotation: { ...definition.rotation, ...RULES[rotation] } } : definition;

export type FaultHouse = House & {
  readonly proxy: FaultProxy;
  /** What the sandbox knows. */
  readonly records: SandboxRecords;
};

type More = {
  /** Definitions of independent servers. */
  readonly more?: readonly ProviderDefinition[];
  /** A further change of the shipped definitions. */
  readonly change?: (definition: ProviderDefinition) => ProviderDefinition;
};

/** A house whose way to its marketplaces leads through a proxy that breaks answers as told. */
export async function faultHouse(rotation: Rotation, { more = [], change = (same) => same }: More = {}): Promise<FaultHouse> {
  const proxies: FaultProxy[] = [];
  const between = async (origin: string) => {
    const proxy = await faultProxy(origin);
    proxies.push(proxy);
    return proxy.origin;
  };
  const records = emptySandbox();
  const house = await buildHouse({}, more, {
    change: (definition) => change(withRotation(rotation)(definition)),
    between,
    records,
  });
  if (rotation === "strict") await fault(house, "rotation", "rotate_end");
  const [proxy] = proxies;
  if (!proxy) throw new Error("no proxy was asked for");
  return {
    ...house,
    proxy,
    records,
    [Symbol.asyncDispose]: async () => {
      await proxy[Symbol.asyncDispose]();
      await house[Symbol.asyncDispose]();
    },
  };
}

/** So many connections whose permissions the marketplace knows, none of them due; public ids. */
export async function connectMany(house: FaultHouse, many: number): Promise<readonly string[]> {
  await plantDue(house, house.records, { providerId: MARKET, many, endsInMs: 3_600_000, dueInMs: () => 2_400_000 });
  return (await house.database.query("select public_id from connection order by id")).map((row) => String(row["public_id"]));
}

/** Runs `work` for each, so many at once, and gives the results in the order of the items. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, place: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

/** One refresh of a connection by a reader, whichever generation is stored. */
export const refreshOne = (house: Pick<House, "container">, connectionId: string) =>
  refreshConnection(house.container.dependencies, { connectionId, trigger: "reader", ifGeneration: null });

/** How many connections stand where, by status and reason: `{ ACTIVE: 499, "NEEDS_REAUTH refresh_outcome_lost": 1 }`. */
export async function standings(house: Pick<House, "database">): Promise<Readonly<Record<string, number>>> {
  const rows = await house.database.query(
    "select status || coalesce(' ' || reauth_reason, '') as standing, count(*)::int as many from connection group by 1",
  );
  return Object.fromEntries(rows.map((row) => [String(row["standing"]), Number(row["many"])]));
}
