import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { startApp } from "@/tests/support/app";
import { startChild } from "@/tests/support/child";
import { until } from "@/tests/support/test-engine";

const started = (env: Readonly<Record<string, string>>) => {
  const { PATH = "" } = process.env;
  return startChild(process.execPath, ["dist/worker.js"], { env: { PATH, NODE_ENV: "production", TZ: "UTC", ...env } });
};

it("a worker on a trial's embedded database says in a sentence why it cannot run there, and ends", async () => {
  await using worker = started({ HOLDFAST_MODE: "trial", HOLDFAST_HOME: "there-is-none" });
  expect(await worker.ended).toBe(1);
  expect(worker.output().trim()).toMatch(/^A worker needs a PostgreSQL server: set DATABASE_URL\./);
});

it("a worker with wrong settings ends with a list of their names, as a server does", async () => {
  await using worker = started({ DATABASE_URL: "postgresql://127.0.0.1:1/x", HOLDFAST_ENGINE: "maybe" });
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain("HOLDFAST_ENGINE: must be on or off");
});

it("a server with its engine off renews nothing and says so; a worker beside it does, and both end when they are told to", async () => {
  await using app = await startApp({ HOLDFAST_ENGINE: "off" });
  const health = async () => {
    return (await (await fetch(`${app.origin}/api/health`)).json()) as Readonly<Record<string, string>>;
  };
  expect(await health()).toMatchObject({ status: "degraded", database: "ok", engine: "missing" });
  expect((await fetch(`${app.origin}/api/health`)).status, "taking it out would mend nothing").toBe(200);

  const secrets = await app.secrets();
  const home = await mkdtemp(path.join(tmpdir(), "holdfast-worker-"));
  await using worker = started({
    HOLDFAST_MODE: "trial",
    HOLDFAST_HOME: home,
    DATABASE_URL: app.database.url,
    SANDBOX_PORT: new URL(app.sandboxOrigin).port,
    HOLDFAST_KEYS: secrets["keys"] ?? "",
    DEPLOYMENT_ID: secrets["deploymentId"] ?? "",
    AUTH_SECRET: secrets["authSecret"] ?? "",
  });
  await worker.waitFor(/worker is ready/, 30_000);
  await until(async () => (await health())["engine"] === "ok");
  expect(await health()).toMatchObject({ status: "ok", database: "ok", engine: "ok" });
  expect(await app.database.query("select kind from engine_process")).toEqual([{ kind: "worker" }]);

  await worker.stop("SIGTERM", 15_000);
  expect(await worker.ended).toBe(0);
  expect(await health()).toMatchObject({ engine: "missing" });
  await rm(home, { recursive: true, force: true });
});
