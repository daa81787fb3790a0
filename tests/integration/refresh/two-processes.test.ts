import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { expect, it } from "vitest";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { connect, counted } from "@/tests/support/walk";

const ROUNDS = 20;
const CALLERS = 25;

type Worker = { readonly process: ChildProcess; readonly lines: Interface; readonly next: () => Promise<string> };

function startWorker(job: unknown): Worker {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/refresher.ts"], {
    env: { ...process.env, HOLDFAST_TEST_JOB: JSON.stringify(job) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout! });
  const iterator = lines[Symbol.asyncIterator]();
  return { process: child, lines, next: async () => String((await iterator.next()).value) };
}

it(`StubHub 5: 50 callers in two processes ask for one expired connection: one token request, the connection alive, ${ROUNDS} rounds`, async () => {
  await using house = await buildHouse();
  const jane = await makeSeller(house);
  const { id } = await connect(house, jane);
  const job = {
    settings: house.settings,
    sandboxOrigin: house.sandbox.origin,
    connectionId: id,
    callers: CALLERS,
    rounds: ROUNDS,
  };
  const workers = [startWorker(job), startWorker(job)];
  try {
    for (const worker of workers) expect(await worker.next()).toBe("ready");
    const before = counted(house)["refreshes"] ?? 0;

    for (let round = 1; round <= ROUNDS; round++) {
      await house.database.query("update credential set access_expires_at = now() - interval '1 second'");
      for (const worker of workers) worker.process.stdin?.write(`${round}\n`);
      for (const worker of workers) expect(JSON.parse(await worker.next())).toEqual({ ok: CALLERS, generations: [round + 1] });
    }

    expect((counted(house)["refreshes"] ?? 0) - before, "one request a round").toBe(ROUNDS);
    expect(counted(house)["reuseHits"]).toBe(0);
    expect(
      await house.database.query("select status, generation from connection c join credential k on k.connection_id = c.id"),
    ).toEqual([{ status: "ACTIVE", generation: ROUNDS + 1 }]);
  } finally {
    for (const worker of workers) {
      worker.process.stdin?.end("end\n");
      if (worker.process.exitCode === null) await once(worker.process, "exit");
    }
  }
}, 180_000);
