import { expect, it } from "vitest";
import { addKey } from "@/lib/adapters/crypto/add-key";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { hashSecret } from "@/lib/sandbox/state/secret";
import { keepRing } from "@/lib/services/keep-ring";
import { retireKey } from "@/lib/services/keys/change-keys";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { reseal } from "@/lib/services/reseal";
import { openTokens } from "@/lib/services/seal-tokens";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { killWorkers } from "@/tests/support/kill-worker";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { until } from "@/tests/support/test-engine";

const MANY = 600;

type Kept = { readonly id: string; readonly sealed: string; readonly generation: number; readonly key_id: string };

/** Everything that is stored, by connection, with what is needed to open it. */
const stored = async (house: House): Promise<readonly Kept[]> =>
  (await house.database.query(
    "select c.public_id as id, k.sealed, k.generation, k.key_id from credential k join connection c on c.id = k.connection_id order by c.id",
  )) as unknown as readonly Kept[];

const owners = async (house: House) =>
  new Map(
    (
      await house.database.query(
        `select c.public_id as id, u.public_id as "userId", c.provider_id as "providerId", c.environment_id as "environmentId", r.public_id as "registrationId"
         from connection c join app_user u on u.id = c.owner_id join client_registration r on r.id = c.registration_id`,
      )
    ).map((row) => [String(row["id"]), row] as const),
  );

const progress = async (house: House) => {
  const [job] = await house.database.query(
    "select state, done, failed, total from job where kind = 'reencrypt' order by id desc limit 1",
  );
  return job as { state: string; done: number; failed: number; total: number };
};

it(`F6, W9: ${MANY} token sets get another key while two processes renew and one of them is killed: none unreadable, none older, none left`, async () => {
  const { ring: keys, keyId: next } = addKey(makeKeyRing());
  const old = parseKeyRing(keys).primary.keyId;
  const records = emptySandbox();
  await using house = await buildHouse({ keys }, [], { records });
  const {
    services,
    container: { dependencies },
  } = house;
  await plantDue(house, records, { providerId: "stubhub", many: MANY, dueInMs: () => 3_600_000, endsInMs: 3_500_000 });
  const owner = await makeSeller(house, "Olga", "owner");
  const ids = (await stored(house)).map(({ id }) => id);
  await using workers = await killWorkers({ settings: house.settings, definitions: house.definitions });
  const first = await workers.start();
  await keepRing(dependencies);

  const began = await services.startRotation(owner, next);
  expect(began.ok && began.value.jobId).toMatch(/^job_/);
  // Only one process works on it, and it is killed; this one renews meanwhile.
  const renewals = renewSome(house, ids);
  await until(async () => (await progress(house)).done > 100);
  await first.kill();
  const atDeath = await progress(house);
  // Its lease would run out by itself a little later.
  await house.database.query("update job set lease_until = now() where state = 'running'");
  const second = await workers.start();
  second.order({ ids: ids.filter((_, place) => place % 30 === 15), stopAt: null });
  await until(async () => {
    await keepRing(dependencies);
    return (await progress(house)).state === "done";
  }, 60_000);
  await renewals;

  const after = await stored(house);
  const who = await owners(house);
  const unreadable: string[] = [];
  const used: string[] = [];
  const grants = new Map(
    marketOf(records, "stubhub").grants.flatMap((grant) => grant.refresh.map((each) => [each.hash, each] as const)),
  );
  for (const { id, sealed, generation } of after) {
    const opened = openTokens(dependencies, sealed, { ...who.get(id), connectionId: id } as never, generation);
    if (!opened.ok) unreadable.push(id);
    else if (grants.get(hashSecret(opened.value.refreshToken ?? ""))?.usedAt !== null) used.push(id);
  }
  const renewed = after.filter(({ generation }) => generation > 1).length;
  console.log(`F6: ${MANY} token sets, killed at ${atDeath.done} of ${atDeath.total}, ${renewed} renewed meanwhile`);
  expect(unreadable, "cannot be opened").toEqual([]);
  expect(used, "hold a refresh token that was used up: a newer set was lost").toEqual([]);
  expect(renewed).toBeGreaterThan(20);
  expect(after.filter(({ key_id }) => key_id !== next).length, "still under the old key").toBe(0);
  expect(atDeath.state, "it was killed in the middle").toBe("running");
  expect(await progress(house)).toMatchObject({ state: "done", failed: 0 });
  expect(
    (await house.database.query("select 1 from client_registration where sealed_secrets is not null")).length,
  ).toBeGreaterThan(0);
  const page = await services.keysPage(owner);
  expect(page.ok && page.value.keys.map(({ id, state, records: n }) => [id, state, n])).toEqual([
    [next, "primary", expect.any(Number)],
    [old, "read_only", 0],
  ]);
  expect(JSON.stringify(page)).not.toContain(String((JSON.parse(keys) as { keys: { k: string }[] }).keys[0]?.k));
}, 120_000);

it("a renewal that came in between wins: its newer set is sealed again, and never the one that was read before", async () => {
  const { ring: keys, keyId: next } = addKey(makeKeyRing());
  const records = emptySandbox();
  await using house = await buildHouse({ keys }, [], { records });
  const { dependencies } = house.container;
  await plantDue(house, records, { providerId: "stubhub", many: 2, dueInMs: () => 3_600_000, endsInMs: 3_500_000 });
  const ids = (await stored(house)).map(({ id }) => id);
  const old = parseKeyRing(keys).primary.keyId;
  dependencies.ring.follow({ chosen: { keyId: next, over: old }, retired: [] });

  let reads = 0;
  const store = {
    ...dependencies.reseal,
    values: async (asked: readonly string[]) => {
      const read = await dependencies.reseal.values(asked);
      reads += 1;
      // Another process that has not heard of the new key renews the first of them, after it was read.
      if (reads === 1) {
        dependencies.ring.follow({ chosen: null, retired: [] });
        await refreshConnection(dependencies, { connectionId: ids[0] ?? "", trigger: "reader", ifGeneration: null });
        dependencies.ring.follow({ chosen: { keyId: next, over: old }, retired: [] });
      }
      return read;
    },
  };
  expect((await reseal({ ...dependencies, reseal: store }, ids)).map(({ did }) => did)).toEqual(["done", "done"]);

  const who = await owners(house);
  const grants = new Map(
    marketOf(records, "stubhub").grants.flatMap((grant) => grant.refresh.map((each) => [each.hash, each] as const)),
  );
  const after = await stored(house);
  expect(after.map(({ generation, key_id }) => [generation, key_id])).toEqual([
    [2, next],
    [1, next],
  ]);
  for (const { id, sealed, generation } of after) {
    const opened = openTokens(dependencies, sealed, { ...who.get(id), connectionId: id } as never, generation);
    expect(opened.ok && grants.get(hashSecret(opened.value.refreshToken ?? ""))?.usedAt).toBeNull();
  }
  expect(reads).toBe(2);

  // What was altered stays as it is, and is said.
  await house.database.query("update credential set sealed = sealed || 'x', key_id = $1", [old]);
  const before = await stored(house);
  expect(await reseal(dependencies, ids)).toEqual(ids.map((key) => ({ key, did: "failed", reason: "altered" })));
  expect(await stored(house)).toEqual(before);
}, 60_000);

/** Renewals of many connections, a few at a time, by this process. */
async function renewSome({ container }: House, ids: readonly string[]): Promise<void> {
  const some = ids.filter((_, place) => place % 30 === 0);
  for (let from = 0; from < some.length; from += 5)
    await Promise.all(
      some
        .slice(from, from + 5)
        .map((connectionId) =>
          refreshConnection(container.dependencies, { connectionId, trigger: "reader", ifGeneration: null }),
        ),
    );
}

it("a key that whoever runs Holdfast has replaced in the ring waits as long as any other until it can be retired", async () => {
  const { ring: keys, keyId: next } = addKey(makeKeyRing());
  const old = parseKeyRing(keys).primary.keyId;
  await using house = await buildHouse({ keys });
  const { dependencies } = house.container;
  const owner = await makeSeller(house, "Olga", "owner");
  await keepRing(dependencies);
  // The process before is gone; the one after it was given a ring that names the other key.
  await dependencies.keys.leave(dependencies.ring.processId);
  const ring = { ...dependencies.ring, sealsWith: () => next };
  await keepRing({ keys: dependencies.keys, ring });
  await house.database.query("update client_registration set sealed_secrets = null");
  const retire = () => retireKey({ ...dependencies, ring }, owner, { keyId: old, typed: old });
  expect(await retire()).toMatchObject({ ok: false, error: { code: "key_on_disk" } });
  await house.database.query("update ring_key set sealed_at = sealed_at - interval '3 hours' where key_id = $1", [old]);
  expect(await retire()).toMatchObject({ ok: true });
});
