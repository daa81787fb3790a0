import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withSession } from "./postgres-session";

/** A process that outlives the test file that started it, with its folder and the name of its database. */
export type Kept = { readonly pid: number; readonly home: string; readonly database: string };

const PLACE = "TEST_KEPT_PROCESSES";
const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Makes the list that workers write to. @returns ends everything on it; for the process that outlives all workers */
export function openKeptList(): () => Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), "holdfast-kept-"));
  process.env[PLACE] = place;
  return async () => {
    delete process.env[PLACE];
    const all = readdirSync(place).map((name) => JSON.parse(readFileSync(path.join(place, name), "utf8")) as Kept);
    await Promise.all(all.map(end));
    rmSync(place, { recursive: true, force: true });
  };
}

/** Has a process of ours ended when the whole run ends: a worker is not always told of its own end. */
export function endWithTheRun(kept: Kept): void {
  const place = process.env[PLACE];
  if (!place || !existsSync(place))
    throw new Error("tests: nobody would end this process; is postgres-setup.ts the global setup?");
  writeFileSync(path.join(place, String(kept.pid)), JSON.stringify(kept));
}

async function end({ pid, home, database }: Kept): Promise<void> {
  send(pid, "SIGTERM");
  for (const until = Date.now() + GRACE_MS; isAlive(pid) && Date.now() < until; ) await sleep(LOOK_EVERY_MS);
  send(pid, "SIGKILL");
  rmSync(home, { recursive: true, force: true });
  const server = process.env["TEST_DATABASE_URL"];
  if (server) await withSession(server, (session) => session.query(`drop database if exists ${database} with (force)`));
}

/** Whoever has ended already needs no signal. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** One that ended but was not collected by its new parent can still be sent a signal. */
function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (!send(pid, 0)) return false;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}
