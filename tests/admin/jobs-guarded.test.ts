import { expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { disconnectFor } from "@/lib/services/jobs/disconnect-for";
import { runJobs } from "@/lib/services/jobs/run-jobs";
import { allOf, begin, jobNow, these, workUntil } from "@/tests/support/bulk";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { emptySandbox, plantDue } from "@/tests/support/plant-due";

const HOUR_MS = 3_600_000;

async function withConnections(many: Readonly<Record<string, number>>) {
  const records = emptySandbox();
  const house = await buildHouse({}, [], { records });
  const admin = await makeSeller(house, "Ada", "admin");
  for (const [providerId, count] of Object.entries(many))
    await plantDue(house, records, { providerId, many: count, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  const rows = await house.database.query("select public_id from connection order by id");
  return { house, admin, ids: rows.map((row) => String(row["public_id"])) };
}
const ended = async ({ database }: House) =>
  (
    await database.query(
      "select provider_id as p, count(*)::int as n from connection where status in ('REVOKING', 'REVOKED') group by 1 order by 1",
    )
  ).map(({ p, n }) => [p, n]);
const breakAll = ({ database }: House, where: string) =>
  database.query(
    `update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where ${where}`,
  );

it("Disconnecting what a filter finds spares whatever begins to match because another marketplace gets into trouble", async () => {
  const { house, admin } = await withConnections({ stubhub: 4, foxy: 3 });
  await using _ = house;
  const trouble = (provider: string) =>
    house.database.query(
      `update client_registration set trouble = 'outage', trouble_since = now() where provider_id = '${provider}'`,
    );
  await trouble("stubhub");
  const asked = { ...allOf("disconnect"), query: { ...allOf("disconnect").query, state: "trouble" } };
  const id = await begin(house, admin, asked);
  await trouble("foxy");
  expect(await workUntil(house, admin, id, "done")).toMatchObject({ total: 4, done: 4, skipped: 0 });
  expect(await ended(house)).toEqual([["stubhub", 4]]);
});

it("A disconnect that would come to many more connections than somebody confirmed ends before it and says so", async () => {
  const { house, admin } = await withConnections({ stubhub: 12 });
  await using _ = house;
  await breakAll(house, "id in (select id from connection order by id limit 2)");
  const asked = { ...allOf("disconnect"), query: { ...allOf("disconnect").query, state: "reconnect" } };
  const id = await begin(house, admin, asked);
  await breakAll(house, "true");
  expect(await workUntil(house, admin, id, "failed")).toMatchObject({ fault: "grew", done: 0 });
  expect(await ended(house)).toEqual([]);
  const seen = await house.services.previewJob(admin, { ...asked, kept: null });
  const job = seen.ok ? seen.value.job : "";
  expect(await house.services.createJob(admin, { ...asked, job, shown: 11, typed: "11" }), "not one more").toMatchObject({
    error: { code: "changed_meanwhile" },
  });
});

/** A worker takes the job, begins these and dies, once it has done `done` for them. */
async function diesIn(house: House, id: string, keys: readonly string[], done: (deps: Dependencies) => Promise<unknown>) {
  const deps = house.container.dependencies;
  const taken = await deps.jobs.take("worker-that-dies", 60_000);
  if (taken?.id !== id) throw new Error("it is not the job's turn");
  await deps.jobs.hold(taken, 60_000);
  await deps.jobs.begin(taken, { keys, cursor: String(keys.length), allSeen: false });
  expect(await deps.jobs.begin(taken, { keys, cursor: null, allSeen: true }), "what is begun already").toEqual([]);
  await done(deps);
  await house.database.query("update job set lease_until = now() - interval '1 second'");
}
const change = (house: House, admin: Actor, id: string, act: "pause" | "cancel") => house.services.changeJob(admin, { id, act });

it("After a worker was killed, a job that is paused or cancelled disconnects nothing more, and says what had been done", async () => {
  const { house, admin, ids } = await withConnections({ stubhub: 3 });
  await using _ = house;
  const id = await begin(house, admin, these("disconnect", ids));
  await diesIn(house, id, ids.slice(0, 2), async (deps) => {
    const job = await deps.jobs.byId(id);
    if (job) await disconnectFor(deps, job, ids[0] ?? "");
  });
  await change(house, admin, id, "pause");
  await runJobs(house.container.dependencies);
  expect(await jobNow(house, admin, id)).toMatchObject({ state: "paused", total: 3, done: 0 });
  expect(await ended(house)).toEqual([["stubhub", 1]]);
  await change(house, admin, id, "cancel");
  const over = await workUntil(house, admin, id, "cancelled");
  expect(over).toMatchObject({ done: 1, skipped: 1, items: [{ key: ids[1], reason: "cancelled" }] });
  expect(await ended(house)).toEqual([["stubhub", 1]]);
});

it("One connection that breaks our side each time has failed at last, and the rest of the job is done", async () => {
  const { house, admin, ids } = await withConnections({ stubhub: 3 });
  await using _ = house;
  const { dependencies } = house.container;
  const { requestRevocation } = dependencies.connections;
  const deps: Dependencies = {
    ...dependencies,
    connections: {
      ...dependencies.connections,
      requestRevocation: (key, ...rest) =>
        key === ids[1] ? Promise.reject(new Error("it breaks")) : requestRevocation(key, ...rest),
    },
  };
  const id = await begin(house, admin, these("disconnect", ids));
  for (let round = 0; round < 9; round++) {
    await runJobs(deps);
    await house.database.query("update job set lease_until = now() - interval '1 second' where lease_until > now()");
  }
  expect(await jobNow(house, admin, id, "failed")).toMatchObject({
    state: "done",
    done: 2,
    failed: 1,
    items: [{ key: ids[1], reason: "broke" }],
  });
});
