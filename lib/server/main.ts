import { pathToFileURL } from "node:url";
import { CATALOGUE } from "../core/providers/catalogue";
import { withLookalike } from "../runtime/compose-definitions";
import { createContainer } from "../runtime/container";
import { installRuntime } from "../runtime/current";
import { processLogger } from "../runtime/logger";
import { readSettings, startsAsTrial } from "../runtime/read-settings";
import { requestLanguage } from "../runtime/request-language";
import type { Settings } from "../runtime/settings";
import { settingsFault } from "../runtime/settings-fault";
import { trialSecrets } from "../runtime/trial-secrets";
import { consolePath } from "../sandbox/console/console-path";
import { lookalikeBases } from "../sandbox/lookalike-bases";
import { noticeRestore } from "../services/notice-restore";
import { offerSetup, type SetupOffer } from "../services/offer-setup";
import { recoverJournal } from "../services/recover-journal";
import { tellLanguageBy } from "../views/language";
import { startEngine } from "../worker/engine";
import { engineOptions, ownJobs } from "../worker/engine-options";
import { startJobs } from "../worker/job";
import { logLastWords } from "../worker/last-words";
import { untilStopped } from "../worker/until-stopped";
import { ensureDemoPeople } from "./demo-people";
import { freePort } from "./free-port";
import { startHttpServer } from "./start-http-server";
import { startTrialSandbox } from "./trial-sandbox";

const APP_PORT = 3000;
const SANDBOX_PORT = 4000;

/** Lines for the person who started it; everything else goes to the log. */
const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Runs one Holdfast process: database, sandbox in a trial, engine and the web server.
 *
 * @param options `dir` is the project's folder, which holds the build and the migrations
 * @returns a function that stops it in order
 * @throws {Error} with a sentence that says what to do
 */
export async function main(options: { readonly dir: string; readonly dev: boolean }): Promise<() => Promise<void>> {
  const startedMs = performance.now();
  const trial = startsAsTrial(process.env);
  const port = await choosePort(process.env["PORT"], APP_PORT, trial ? "localhost" : null);
  const sandboxPort = await choosePort(process.env["SANDBOX_PORT"], SANDBOX_PORT, trial ? "127.0.0.1" : null);
  const definitions = withLookalike(
    CATALOGUE,
    (definition) => lookalikeBases(definition, `http://127.0.0.1:${sandboxPort}`),
    ({ id }) => `http://127.0.0.1:${sandboxPort}${consolePath(id)}`,
  );
  const read = readSettings(process.env, CATALOGUE, {
    port,
    sandboxPort,
    definitions,
    secrets: (home) => trialSecrets(home, (file) => say(`Made the trial's own keys and secrets in ${file}`)),
  });
  if (!read.ok) throw new Error(settingsFault(read.faults, process.env));
  const { settings } = read;
  const logger = processLogger();
  logLastWords(logger, (code) => process.exit(code));

  // The sign-in library reads these two by name and nothing else.
  process.env["NEXTAUTH_URL"] = settings.appOrigin;
  process.env["NEXTAUTH_SECRET"] = settings.authSecret;

  say(settings.databaseUrl === null ? "Opening the embedded database (a trial's; one process only)" : "Opening the database");
  const container = await createContainer({
    settings,
    // Outside a trial nothing but the shipped definitions exists.
    definitions: settings.sandboxOrigin === null ? CATALOGUE : definitions,
    logger,
    migrationsDir: `${options.dir}/prisma/migrations`,
    onMigrated: (name) => say(`Applied migration ${name}`),
  });
  await recoverJournal(container.dependencies);
  await noticeRestore(container.dependencies);
  if (settings.mode === "trial") await ensureDemoPeople(container.accounts, container.dependencies.randomness);
  const sandbox = settings.sandboxOrigin === null ? null : await startTrialSandbox(settings, definitions, sandboxPort);
  const offer = await offerSetup(container.waysIn, settings.setupCode);
  tellLanguageBy(requestLanguage);
  installRuntime(container.runtime);

  const { appOrigin, host, trustProxy } = settings;
  const server = await startHttpServer({
    port: settings.port,
    host,
    dev: options.dev,
    dir: options.dir,
    appOrigin,
    trustProxy,
    logger,
  });
  const engine = settings.engine
    ? startEngine(container.dependencies, engineOptions(container, settings, "server"))
    : startJobs(container.dependencies, ownJobs(container));
  tellWhere(settings, Math.round(performance.now() - startedMs));
  tellSetup(settings.appOrigin, offer);
  return async () => {
    container.beginStop();
    await Promise.all([server.close(), engine.stop()]);
    // The marketplaces last: somebody may still be waiting for an answer of theirs that has to be written.
    await container.close();
    await sandbox?.close();
  };
}

/** A port that was asked for is used or refused by the listener; in a trial the usual one gives way to the next free one. */
async function choosePort(wanted: string | undefined, usual: number, trialHost: string | null): Promise<number> {
  const port = Number(wanted);
  if (Number.isInteger(port) && port > 0) return port;
  if (trialHost === null) return usual;
  const host = trialHost;
  const free = await freePort(usual, host);
  if (free !== usual) say(`Port ${usual} is taken, using ${free}`);
  return free;
}

function tellWhere({ mode, appOrigin, sandboxOrigin, host, port, registrations }: Settings, ms: number): void {
  say(`\nHoldfast is ready after ${(ms / 1000).toFixed(1)} s (${mode})\n`);
  say(`  Open it       ${appOrigin}`);
  if (mode === "trial") {
    say(`  Mail          ${appOrigin}/mailbox   mail that would have been sent`);
    say(`  Marketplaces  ${sandboxOrigin}/console   pretend ones, with fault switches`);
  } else {
    say(`  Listening on  ${host}:${port}`);
    say(
      `  Marketplaces  ${registrations.map(({ providerId }) => providerId).join(", ") || "none yet: set the client id and secret of one"}`,
    );
  }
  say("  Stop it       Ctrl+C\n");
}

/** The one time that a code is told. It goes to whoever reads this process's output, and is kept as a digest only. */
function tellSetup(appOrigin: string, offer: SetupOffer): void {
  if (offer.kind === "closed") return;
  const codes = {
    new: (code: string) => `with the code ${code}, which is shown this once`,
    given: () => "with the code that SETUP_CODE says",
    told: () => "with the code that an earlier start has shown; set SETUP_CODE if nobody has it any more",
  };
  say(`  Nobody is here yet. The owner opens ${appOrigin}/setup`);
  say(`  ${offer.kind === "new" ? codes.new(offer.code) : codes[offer.kind]()}\n`);
}

function fail(error: unknown): void {
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `\n${code === "EADDRINUSE" ? `Port ${port} is taken. Free it, or set PORT (or SANDBOX_PORT) to another.` : words}\n`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // The default is to end at once, which could lose a token that just arrived; and the log masks what the default prints.
  process.on("unhandledRejection", (error) => processLogger().error("nobody waited for a failure", { error }));
  void untilStopped(processLogger(), () => main({ dir: process.cwd(), dev: process.argv.includes("--dev") }), {
    told: () => say("Stopping: running renewals are finished first"),
    failed: fail,
  });
}
