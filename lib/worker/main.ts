import { pathToFileURL } from "node:url";
import { CATALOGUE } from "../core/providers/catalogue";
import { withLookalike } from "../runtime/compose-definitions";
import { createContainer } from "../runtime/container";
import { processLogger } from "../runtime/logger";
import { readSettings, startsAsTrial } from "../runtime/read-settings";
import { settingsFault } from "../runtime/settings-fault";
import { trialSecrets } from "../runtime/trial-secrets";
import { lookalikeBases } from "../sandbox/lookalike-bases";
import { noticeRestore } from "../services/notice-restore";
import { recoverJournal } from "../services/recover-journal";
import { startEngine } from "./engine";
import { engineOptions } from "./engine-options";
import { logLastWords } from "./last-words";
import { untilStopped } from "./until-stopped";

const EMBEDDED =
  "A worker needs a PostgreSQL server: set DATABASE_URL. The embedded database of a trial is for one process, and the server keeps its connections fresh itself.";
/** Where a trial's marketplaces stand unless it says otherwise. */
const SANDBOX_PORT = 4000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Runs one worker: keeps connections fresh beside any number of servers and other workers, on their
 * database and with their settings. It listens on no port and writes down no registration.
 *
 * @param options `dir` is the project's folder, which holds the migrations
 * @returns a function that stops it in order
 * @throws {Error} with a sentence that says what to do
 */
export async function main(options: { readonly dir: string }): Promise<() => Promise<void>> {
  const { env } = process;
  if (startsAsTrial(env) && !env["DATABASE_URL"]) throw new Error(EMBEDDED);
  const sandboxPort = Number(env["SANDBOX_PORT"]) || SANDBOX_PORT;
  const definitions = withLookalike(CATALOGUE, (definition) => lookalikeBases(definition, `http://127.0.0.1:${sandboxPort}`));
  const read = readSettings(env, CATALOGUE, {
    port: 3000,
    sandboxPort,
    definitions,
    secrets: (home) => trialSecrets(home, () => undefined),
  });
  if (!read.ok) throw new Error(settingsFault(read.faults, env));
  const { settings } = read;
  const logger = processLogger();
  logLastWords(logger, (code) => process.exit(code));
  const container = await createContainer({
    settings,
    definitions: settings.sandboxOrigin === null ? CATALOGUE : definitions,
    logger,
    migrationsDir: `${options.dir}/prisma/migrations`,
    keepRegistrations: true,
  });
  await recoverJournal(container.dependencies);
  await noticeRestore(container.dependencies);
  const engine = startEngine(container.dependencies, engineOptions(container, settings, "worker"));
  say(`Holdfast worker is ready (${settings.mode})`);
  return async () => {
    container.beginStop();
    await engine.stop();
    await container.close();
  };
}

const fail = (error: unknown) => void process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  void untilStopped(processLogger(), () => main({ dir: process.cwd() }), {
    told: () => say("Stopping: running renewals are finished first"),
    failed: fail,
  });
