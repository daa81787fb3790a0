import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Child, startChild } from "./child";
import { sweepClusters } from "./cluster-sweep";
import { freePort } from "./free-port";
import type { Programs } from "./postgres-programs";
import { type Account, unprivilegedAccount } from "./unprivileged";

const run = promisify(execFile);

export type Cluster = {
  readonly url: string;
  /** Ends the server and every session, and keeps its data. */
  readonly halt: () => Promise<void>;
  /** Starts it again at the same address. */
  readonly resume: () => Promise<void>;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
};

/** Folders of clusters start with this, so that one left by a killed run is found by the next. */
export const PREFIX = "holdfast-postgres-";

/**
 * Makes a PostgreSQL cluster of our own and starts it on a loopback port.
 *
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged account. The flush to disk stays on:
 * the tests are about what survives. The server's own zone is an odd one, so that a session that forgot to
 * ask for UTC shows.
 */
export async function startCluster(programs: Programs): Promise<Cluster> {
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : null;
  sweepClusters(tmpdir(), PREFIX);
  const home = mkdtempSync(path.join(tmpdir(), PREFIX));
  writeFileSync(path.join(home, "owner"), String(process.pid));
  try {
    const bin = account ? readableBin(programs, home) : programs.bin;
    const password = randomBytes(18).toString("base64url");
    await makeData(bin, home, password, account);
    const server = await startServer(bin, home, password, account);
    let { child } = server;
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for sessions that a test forgot.
    const halt = () => child.stop("SIGINT", 10_000);
    const resume = async () => {
      child = await serve(bin, home, account, server.port);
      await ping(server.url);
    };
    const stop = async () => {
      await halt();
      rmSync(home, { recursive: true, force: true });
    };
    return { url: server.url, halt, resume, stop };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

async function makeData(bin: string, home: string, password: string, account: Account | null): Promise<void> {
  const passwordFile = path.join(home, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(path.join(home, "data"), { mode: 0o700 });
  if (account) {
    // The account must reach its data through our folder, and nothing else in it.
    chmodSync(home, 0o711);
    for (const name of ["data", "password"]) chownSync(path.join(home, name), account.uid, account.gid);
  }
  const args = [
    "-D",
    path.join(home, "data"),
    "-U",
    "holdfast",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ];
  await run(path.join(bin, "initdb"), args, { cwd: home, env: { ...process.env, LC_ALL: "C" }, ...account });
}

async function startServer(
  bin: string,
  home: string,
  password: string,
  account: Account | null,
): Promise<{ child: Child; url: string; port: number }> {
  // Between finding a free port and taking it somebody else may come first; then another one is tried.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const url = `postgresql://holdfast:${password}@127.0.0.1:${port}/postgres`;
    let child: Child | null = null;
    try {
      child = await serve(bin, home, account, port);
      await ping(url);
      return { child, url, port };
    } catch (error) {
      await child?.stop("SIGINT");
      if (attempt === 3) throw error;
    }
  }
}

/** Resolves once it accepts connections. */
async function serve(bin: string, home: string, account: Account | null, port: number): Promise<Child> {
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=Asia/Kathmandu",
  ];
  const args = ["-D", path.join(home, "data"), ...settings.flatMap((setting) => ["-c", setting])];
  const child = startChild(path.join(bin, "postgres"), args, { cwd: home, env: { ...process.env, LC_ALL: "C" }, ...account });
  try {
    await child.waitFor(/ready to accept connections/, 30_000);
    return child;
  } catch (error) {
    await child.stop("SIGINT");
    throw error;
  }
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  await client.end();
}

/** Programs under somebody's closed home folder cannot be run by another account: those are copied next to the data. */
function readableBin(programs: Programs, home: string): string {
  if (isOpenToAll(programs.root)) return programs.bin;
  const copy = path.join(home, "programs");
  cpSync(programs.root, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, path.relative(programs.root, programs.bin));
}

function isOpenToAll(folder: string): boolean {
  accessSync(folder, constants.R_OK);
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
