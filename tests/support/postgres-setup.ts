import { startCluster } from "./cluster";
import { openKeptList } from "./ended-with-the-run";
import { findPrograms, NO_POSTGRES } from "./postgres-programs";
import { withSession } from "./postgres-session";
import { ensureTemplate } from "./postgres-template";

/**
 * One PostgreSQL server for a whole test run: the one TEST_DATABASE_URL names, else a cluster of our own.
 * Workers find it under that same name in their environment.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const endKept = openKeptList();
  const endServer = await serverForAll();
  return async () => {
    await endKept();
    await endServer();
  };
}

async function serverForAll(): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return borrow(given);

  const programs = findPrograms();
  if (!programs) throw new Error(NO_POSTGRES);
  const cluster = await startCluster(programs);
  process.env["TEST_DATABASE_URL"] = cluster.url;
  await ensureTemplate(cluster.url);
  return async () => {
    delete process.env["TEST_DATABASE_URL"];
    await cluster.stop();
  };
}

/** On a server that is not ours the template goes away with the run that made it. */
async function borrow(url: string): Promise<() => Promise<void>> {
  const { name, made } = await ensureTemplate(url);
  return async () => {
    if (made) await withSession(url, (session) => session.query(`drop database if exists ${name}`));
  };
}
