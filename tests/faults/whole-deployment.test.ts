import { createHash, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { SESSION_COOKIE } from "@/tests/support/app";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House } from "@/tests/support/house";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { visitor } from "@/tests/support/visitor";
import { startWebProcess } from "@/tests/support/web-process";
import { startWorkerProcess } from "@/tests/support/worker-process";

const CONNECTIONS = LONG ? 3000 : 300;
const env = { STUBHUB_RENEWALS_PER_SECOND: "60", STUBHUB_RENEWALS_AT_ONCE: "16" };

/** A session of whoever owns the planted connections. */
async function signInAsOwner({ database }: House): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.query(
    "insert into session (public_id, token_hash, user_id, expires_at) select 'ses_owner', $1, owner_id, now() + interval '1 day' from connection limit 1",
    [createHash("sha256").update(token).digest("base64url")],
  );
  return `${SESSION_COOKIE}=${token}`;
}

it(`two servers and two workers on one database: ${CONNECTIONS} due connections, whose seller presses at both servers meanwhile, are each asked for once a generation`, async () => {
  const records = emptySandbox();
  await using house = await buildHouse({}, [], { records });
  await plantDue(house, records, { providerId: "stubhub", many: CONNECTIONS, endsInMs: 9 * 60_000 });
  const cookie = await signInAsOwner(house);
  const ids = (await house.database.query("select public_id from connection order by id")).map((row) => String(row["public_id"]));
  const before = marketOf(records, "stubhub").counters.refreshes;
  const job = { settings: house.settings, sandboxOrigin: house.sandbox.origin };
  await using first = await startWebProcess(job);
  await using second = await startWebProcess(job);
  const workers = await Promise.all([1, 2].map(() => startWorkerProcess(house.settings, house.sandbox.port, env)));
  try {
    const browsers = [visitor(first.origin, cookie), visitor(second.origin, cookie)];
    // From the end, so that people and workers meet in the middle.
    for (const id of ids.toReversed()) {
      const answers = await Promise.all(browsers.map((browser) => browser.submit(routes.api.refresh(id))));
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    }
    const untouched = async () =>
      (await house.database.query("select count(*)::int as n from credential where generation = 1 or lease_until > now()"))[0]?.[
        "n"
      ];
    await expect.poll(untouched, { timeout: 60_000 }).toBe(0);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop("SIGTERM", 20_000)));
  }

  const [stored] = await house.database.query(
    "select sum(k.generation - 1)::int as renewals, count(*) filter (where c.status <> 'ACTIVE')::int as broken from credential k join connection c on c.id = k.connection_id",
  );
  const { refreshes, reuseHits } = marketOf(records, "stubhub").counters;
  expect({ renewals: refreshes - before, broken: 0, reuseHits }).toEqual({ ...stored, reuseHits: 0 });
  const [by] = await house.database.query(
    "select count(*) filter (where trigger = 'scheduler')::int as workers, count(*) filter (where trigger = 'seller')::int as servers from refresh_attempt where state = 'COMMITTED'",
  );
  expect(Number(by?.["workers"]), "workers took part").toBeGreaterThan(0);
  expect(Number(by?.["servers"]), "servers took part").toBeGreaterThan(0);
  reportFault({
    row: null,
    says: "two servers and two workers on one database, a seller presses at both servers while the workers renew: requests for each renewal",
    n: CONNECTIONS,
    result: `${refreshes - before} requests for ${stored?.["renewals"]} renewals (${by?.["workers"]} by workers, ${by?.["servers"]} by servers), 0 reuses, 0 reconnects asked`,
  });
});
