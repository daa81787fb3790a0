import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantOfRefreshToken } from "@/lib/sandbox/state/find-grant";
import type { SandboxRecords } from "@/lib/sandbox/state/records";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { disconnectConnection } from "@/lib/services/disconnect-connection";
import { finishEndings } from "@/lib/services/finish-endings";
import { forgetPerson } from "@/lib/services/forget-person";
import { recoverJournal } from "@/lib/services/recover-journal";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { anotherProcess, leasesRunOut } from "@/tests/support/another-process";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { killWorkers } from "@/tests/support/kill-worker";
import { openTokensOf } from "@/tests/support/open-tokens";
import { emptySandbox, marketOf } from "@/tests/support/plant-due";
import { connect, counted, fault } from "@/tests/support/walk";

/** Where each cancellation ends one token, one grant, and one account; refresh tokens rotate at the first. */
const MARKETS = ["stockx", "stack-auth", "square"] as const;
const [ROUNDS, RECONNECTS] = LONG ? [2_000, 2_000] : [200, 60];

let house: House;
let records: SandboxRecords;

beforeAll(async () => {
  records = emptySandbox();
  house = await buildHouse({}, [], { records });
  await fault(house, "rotation", "rotate", { provider: "stockx" });
});
afterAll(() => house[Symbol.asyncDispose]());

const deps = () => house.container.dependencies;
const accountsOf = (market: string) => marketOf(records, market).accounts.map(({ id }) => id);
/** Refresh tokens that the marketplaces would still take. */
const liveTokens = () =>
  MARKETS.flatMap((market) => marketOf(records, market).grants)
    .filter(({ endedAt }) => endedAt === null)
    .flatMap(({ refresh }) => refresh.filter(({ usedAt }) => usedAt === null)).length;

const connected = async (person: Actor, market: string, account: string): Promise<string> => {
  const { outcome, id } = await connect(house, person, { providerId: market }, { account });
  if (id === null) throw new Error(`not connected: ${outcome}`);
  return id;
};
const renew = (by: Dependencies, id: string) =>
  refreshConnection(by, { connectionId: id, trigger: "reader", ifGeneration: null }).catch(() => null);
/** What becomes due in a day becomes due now, as often as it takes. */
async function letDaysPass(): Promise<void> {
  for (let pass = 0; pass < 40; pass += 1) {
    await house.database.query(
      "update connection set ending_next_at = now(), ending_try_until = null where status = 'REVOKING'; update credential set lease_until = now() where lease_id is not null",
    );
    if ((await finishEndings(deps())) === 0) return;
  }
}
const kept = async () =>
  (
    await house.database.query(
      "select count(*)::int as n from connection c join credential k on k.connection_id = c.id where c.status <> 'REVOKED' or k.sealed is not null",
    )
  )[0]?.["n"];

const statusesOf = async (ids: readonly string[]) =>
  (await house.database.query("select distinct status::text from connection where public_id = any($1)", [ids])).map(
    (row) => row["status"],
  );

type Point = "before the call" | "while it is answered" | "after the answer" | "at random";
const POINTS: readonly Point[] = ["before the call", "while it is answered", "after the answer", "at random"];

/** Dependencies whose refresh lets something happen at a point of it, and does not wait for its end. */
const interrupted = (point: Point, happens: () => void): Dependencies => ({
  ...deps(),
  provider: {
    ...deps().provider,
    refresh: async (input) => {
      if (point === "before the call") await begun(happens);
      const asked = deps().provider.refresh(input);
      if (point === "while it is answered") happens();
      const answer = await asked;
      if (point === "after the answer") await begun(happens);
      return answer;
    },
  },
});
/** Long enough for a tombstone to be written. */
const begun = async (happens: () => void): Promise<void> => {
  happens();
  await deps().sleep(15);
};

async function interleave(point: Point, id: string, act: () => Promise<unknown>): Promise<void> {
  if (point === "at random") {
    const later = async (work: () => Promise<unknown>) =>
      deps()
        .sleep(Math.random() * 25)
        .then(work);
    await Promise.all([later(() => renew(deps(), id)), later(act)]);
    return;
  }
  let acted: Promise<unknown> = Promise.resolve();
  await renew(
    interrupted(point, () => {
      acted = act();
    }),
    id,
  );
  await acted;
}

describe("Fault 18", () => {
  it("Fault 18: a disconnect while a refresh is in flight leaves no live refresh token at the marketplace, whoever was first", async () => {
    // Each account belongs to one connection at a time, so each has its own line of rounds.
    const lines = MARKETS.flatMap((market) => accountsOf(market).map((account) => ({ market, account })));
    let rounds = 0;
    const line = async ({ market, account }: (typeof lines)[number]) => {
      const jane = await makeSeller(house);
      for (; rounds < ROUNDS; ) {
        const point = POINTS[rounds % POINTS.length] ?? "at random";
        rounds += 1;
        const id = await connected(jane, market, account);
        await interleave(point, id, () => disconnectConnection(deps(), jane, id));
      }
    };
    await Promise.all(lines.map(line));
    const atOnce = liveTokens();
    await letDaysPass();

    expect(await kept()).toBe(0);
    expect(liveTokens()).toBe(0);
    expect(counted(house, "stockx")["reuseHits"], "nobody asked with a used token").toBe(0);
    const [overtaken] = await house.database.query("select count(*)::int as n from refresh_attempt where state = 'SUPERSEDED'");
    expect(Number(overtaken?.["n"]), "some disconnects overtook a refresh").toBeGreaterThan(ROUNDS / 8);
    reportFault({
      row: 18,
      says: "disconnects interleaved with a refresh at fixed and random points, live refresh tokens left at the marketplace",
      n: rounds,
      result: `0 live refresh tokens (${atOnce} before retries were due), ${overtaken?.["n"]} refreshes overtaken`,
    });
  });

  it("Fault 18: with the refresh in another process the same, and what its crash leaves behind is cancelled by this one", async () => {
    const other = await anotherProcess(house);
    const jane = await makeSeller(house);
    const n = LONG ? 100 : 10;
    try {
      for (let round = 0; round < n; round += 1) {
        const id = await connected(jane, "stockx", "ana");
        const crashes = round % 2 === 1;
        const dying: Dependencies = {
          ...other.dependencies,
          provider: {
            ...other.dependencies.provider,
            revoke: async () => {
              throw new Error("killed");
            },
          },
        };
        await Promise.all([
          deps()
            .sleep(Math.random() * 10)
            .then(() => renew(crashes ? dying : other.dependencies, id)),
          deps()
            .sleep(Math.random() * 10)
            .then(() => disconnectConnection(deps(), jane, id)),
        ]);
        await letDaysPass();
      }
    } finally {
      await other.close();
    }
    expect(await kept()).toBe(0);
    expect(liveTokens()).toBe(0);
    reportFault({
      row: 18,
      says: "the same with two containers, one of which fails between arrival and cancellation in every second round",
      n,
      result: "0 live refresh tokens",
    });
  });
});

describe("Fault 18, with a process that is killed", () => {
  it("Fault 18: a reply that a killed process has left in its journal is cancelled by whoever finds it", async () => {
    const { settings, definitions } = house;
    await using workers = await killWorkers({ settings, definitions });
    const jane = await makeSeller(house);
    let n = 0;
    for (let round = 0; round < (LONG ? 30 : 3); round += 1) {
      const worker = await workers.start();
      const ids = await Promise.all(accountsOf("stockx").map((account) => connected(jane, "stockx", account)));
      worker.order({ ids, stopAt: round % 2 === 0 ? "kept" : "not_committed" });
      await worker.lines(/^at /, ids.length);
      const ended = Promise.all(ids.map((id) => disconnectConnection(deps(), jane, id)));
      await expect.poll(async () => (await statusesOf(ids)).join()).toBe("REVOKING");
      await worker.kill();
      expect(liveTokens()).toBe(ids.length);
      await ended;
      await leasesRunOut(house);
      await recoverJournal(deps());
      await letDaysPass();
      expect(await statusesOf(ids)).toEqual(["REVOKED"]);
      expect(liveTokens()).toBe(0);
      n += ids.length;
    }
    expect(await kept()).toBe(0);
    reportFault({
      row: 18,
      says: "disconnects while another process holds a reply in its journal and is killed, live refresh tokens after recovery",
      n,
      result: "0 live refresh tokens",
    });
  });
});

describe("Fault 19", () => {
  it("Fault 19: forgetting a person while refreshes are in flight ends all of it, and nothing but ids stays (F19)", async () => {
    const n = LONG ? 300 : 30;
    for (let round = 0; round < n; round += 1) {
      const name = `Omar${round}`;
      const omar = await makeSeller(house, name);
      const [row] = await house.database.query("select email from app_user where public_id = $1", [omar.userId]);
      const email = String(row?.["email"]);
      const ids = await Promise.all(MARKETS.map((market) => connected(omar, market, "ben")));
      const point = POINTS[round % POINTS.length] ?? "at random";
      let forgotten: Promise<unknown> | null = null;
      const forget = async () => {
        forgotten ??= forgetPerson({ ...deps(), accounts: house.container.accounts }, email);
        await forgotten;
      };
      await Promise.all(ids.map((id) => interleave(point, id, forget)));
      expect(await forgotten).toMatchObject({ personId: omar.userId });
      expect(await house.container.runtime.people.byEmail(email)).toBeNull();
      expect(
        await house.database.query("select 1 from session s join app_user u on u.id = s.user_id where u.public_id = $1", [
          omar.userId,
        ]),
      ).toEqual([]);
      await letDaysPass();
      await house.container.accounts.forgetEnded();
      expect(await house.database.query("select 1 from app_user where public_id = $1", [omar.userId])).toEqual([]);
      expect(await house.database.query("select 1 from connection where public_id = any($1)", [ids])).toEqual([]);
      const rows = await house.database.query("select actor_id, object, reference, data::text from audit_event");
      const audit = JSON.stringify(rows);
      expect(audit).not.toContain(email);
      expect(audit).not.toContain(name);
      expect(audit).toContain(omar.userId);
    }
    expect(await kept()).toBe(0);
    expect(liveTokens()).toBe(0);
    reportFault({
      row: 19,
      says: "people forgotten while three refreshes of theirs are in flight",
      n,
      result: `${n * 3} connections ended and deleted, 0 live refresh tokens`,
    });
  });
});

describe("Fault 20", () => {
  it("Fault 20: a reconnect during a refresh wins: the new grant is stored and works, and the late reply is dropped", async () => {
    let rounds = 0;
    let usable = 0;
    let newer = 0;
    const lines = ["stubhub", "stockx"].flatMap((market) => accountsOf(market).map((account) => ({ market, account })));
    await Promise.all(
      lines.map(async ({ market, account }) => {
        const jane = await makeSeller(house);
        const id = await connected(jane, market, account);
        for (; rounds < RECONNECTS; ) {
          const point = POINTS[rounds % POINTS.length] ?? "at random";
          rounds += 1;
          const before = (await openTokensOf(house, id)).refreshToken;
          await interleave(point, id, async () => {
            const { outcome } = await connect(house, jane, { providerId: market, reconnectId: id }, { account });
            expect(outcome).toBe("reconnected");
          });
          const stored = (await openTokensOf(house, id)).refreshToken;
          expect(stored).not.toBe(before);
          // Of the account's permissions the newest is the one that the seller has just given.
          const newest = marketOf(records, market)
            .grants.filter((grant) => grant.accountId === account)
            .at(-1);
          if (grantOfRefreshToken(marketOf(records, market), stored ?? "")?.id === newest?.id) newer += 1;
          const again = await renew(deps(), id);
          if (again?.ok) usable += 1;
        }
      }),
    );
    expect(newer, "what is stored is of the new grant").toBe(rounds);
    expect(usable).toBe(rounds);
    reportFault({
      row: 20,
      says: "reconnects during a refresh at fixed and random points, connections that work afterwards",
      n: rounds,
      result: `${usable} of ${rounds} usable`,
    });
  });
});
