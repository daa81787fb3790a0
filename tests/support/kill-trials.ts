import { readdir, utimes } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "./house";
import { type KillWorker, SESSIONS, type StopPoint } from "./kill-worker";
import { openTokensOf } from "./open-tokens";
import { plantGrants } from "./plant-grants";
import { POLICIES, type Policy, type RotationMarket } from "./rotation-markets";

/** Where the process is killed: at a stop point, while the marketplace has acted and not answered, or anywhere. */
export type KillPoint = StopPoint | "acted" | "random";

/**
 * How a connection stands after a kill and the recovery by another process. `recovered`: the marketplace takes what we hold.
 * `declared`: we say that an answer got lost. `blamed`: we ask the seller for another reason. `silent`: we say that it works, and
 * it does not. `stuck`: nobody goes on with it.
 */
export type Fate = "recovered" | "declared" | "blamed" | "silent" | "stuck";

/** `kept`: the reply was in the journal before the kill. */
export type Trial = { readonly policy: Policy; readonly point: KillPoint; readonly kept: boolean; readonly fate: Fate };

export type Markets = Readonly<Record<Policy, RotationMarket>>;

type Standing = {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly open: boolean;
  readonly planned: boolean;
};

const LONGEST_RECOVERY_MS = 20_000;
/** A renewal of one batch takes about as long, so that a kill at random falls into it. */
const RANDOM_MS = 160;

type Batch = { readonly policy: Policy; readonly ids: readonly string[]; readonly kept: ReadonlySet<string> };

/** So many connections of each marketplace are renewed at once by `victim`, which is killed at the point. */
export async function killAt(
  house: House,
  markets: Markets,
  ownerId: string,
  { victim, point, each }: { readonly victim: KillWorker; readonly point: KillPoint; readonly each: number },
): Promise<readonly Batch[]> {
  const batches = await Promise.all(
    POLICIES.map(async (policy) => ({
      policy,
      ids: (await plantGrants(house, ownerId, markets[policy], each)).map(({ id }) => id),
    })),
  );
  const ids = batches.flatMap((batch) => batch.ids);
  if (point === "random") {
    for (const market of Object.values(markets)) market.beforeAnswer = () => sleep(Math.random() * RANDOM_MS);
    victim.order({ ids, stopAt: null });
    await victim.lines(/^begun$/);
    await sleep(Math.random() * RANDOM_MS);
  } else if (point === "acted") {
    const all = Promise.all(POLICIES.map((policy) => standingStill(markets[policy], each)));
    victim.order({ ids, stopAt: null });
    await all;
  } else {
    victim.order({ ids, stopAt: point });
    await victim.lines(/^at /, ids.length);
  }
  await victim.kill();
  await sessionsEnd(house);
  for (const market of Object.values(markets)) market.beforeAnswer = async () => undefined;
  const kept = victim.kept();
  return batches.map((batch) => ({ ...batch, kept }));
}

/** A statement that was on its way is still carried out by the database when its process is gone. */
async function sessionsEnd(house: House): Promise<void> {
  const left = () =>
    house.database.query("select from pg_stat_activity where datname = current_database() and application_name = $1", [SESSIONS]);
  while ((await left()).length > 0) await sleep(5);
}

/** Resolves when the marketplace has renewed so many and answered none of them. */
const standingStill = (market: RotationMarket, many: number): Promise<void> =>
  new Promise((resolve) => {
    let acted = 0;
    market.beforeAnswer = () => {
      acted += 1;
      if (acted === many) resolve();
      return new Promise(() => undefined);
    };
  });

/** So much time goes by for the database that every lease is over and everything is due. */
export async function letLeasesEnd(house: House, ids: readonly string[]): Promise<void> {
  const these = "connection_id in (select id from connection where public_id = any($1))";
  await house.database.query(
    `update credential set lease_until = lease_until - interval '1 minute', refresh_after = case when generation = 1 then now() else refresh_after end where ${these}`,
    [ids],
  );
  await house.database.query(
    `update refresh_attempt set started_at = started_at - interval '1 minute' where ${these} and state = 'SENT'`,
    [ids],
  );
}

/** Waits until nobody works on these any more, and says what became of each. */
export async function judgeBatches(
  house: House,
  markets: Markets,
  batches: readonly Batch[],
  point: KillPoint,
): Promise<readonly Trial[]> {
  const ids = batches.flatMap((batch) => batch.ids);
  const standings = await settled(house, ids);
  const trials = batches.flatMap(({ policy, ids: own, kept }) =>
    own.map(async (id): Promise<Trial> => {
      const standing = standings.get(id);
      return { policy, point, kept: kept.has(id), fate: standing ? await fateOf(house, markets[policy], standing) : "stuck" };
    }),
  );
  return Promise.all(trials);
}

async function fateOf(house: House, market: RotationMarket, { id, status, reason, open, planned }: Standing): Promise<Fate> {
  if (status === "NEEDS_REAUTH") return reason === "refresh_outcome_lost" ? "declared" : "blamed";
  if (status !== "ACTIVE" || open || !planned) return "stuck";
  const { refreshToken } = await openTokensOf(house, id);
  return refreshToken !== null && market.works(refreshToken) ? "recovered" : "silent";
}

async function settled(house: House, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const until = Date.now() + LONGEST_RECOVERY_MS;
  for (;;) {
    const now = await standingsOf(house, ids);
    const isOver = now.every(({ status, open, due }) => status !== "ACTIVE" || (!open && !due));
    if (isOver || Date.now() > until) return new Map(now.map((each) => [each.id, each]));
    await sleep(40);
  }
}

async function standingsOf(house: House, ids: readonly string[]): Promise<readonly (Standing & { readonly due: boolean })[]> {
  const rows = await house.database.query(
    `select c.public_id as id, c.status::text as status, c.reauth_reason as reason, k.refresh_after is not null as planned,
       k.lease_id is not null or exists (select from refresh_attempt p where p.connection_id = c.id and p.state = 'SENT') as open,
       coalesce(k.refresh_after <= now() + interval '2 minutes', false) as due
     from connection c join credential k on k.connection_id = c.id where c.public_id = any($1)`,
    [ids],
  );
  return rows.map((row) => ({
    id: String(row["id"]),
    status: String(row["status"]),
    reason: row["reason"] === null ? null : String(row["reason"]),
    open: row["open"] === true,
    planned: row["planned"] === true,
    due: row["due"] === true,
  }));
}

/** An hour goes by: what was tried before says nothing about how a marketplace does now, and what was kept may be forgotten. */
export async function letAnHourPass(house: House): Promise<void> {
  await house.database.query(
    "update refresh_attempt set started_at = started_at - interval '1 hour', finished_at = finished_at - interval '1 hour' where started_at > now() - interval '2 hours'",
  );
  const root = path.join(house.settings.home, "journal");
  const before = new Date(Date.now() - 2 * 3_600_000);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(path.join(entry.parentPath, entry.name), before, before).catch(() => undefined);
}
