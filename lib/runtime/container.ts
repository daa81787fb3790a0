import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDigest, fingerprintKeyOf } from "../adapters/crypto/digest";
import { keyFingerprint } from "../adapters/crypto/key-fingerprint";
import { parseKeyRing } from "../adapters/crypto/key-ring";
import { systemRandomness } from "../adapters/crypto/randomness";
import { createSealer } from "../adapters/crypto/sealer";
import { createSigner } from "../adapters/crypto/signer";
import { accountRepository, mailboxRepository } from "../adapters/db/accounts";
import { activityReads } from "../adapters/db/activity-reads";
import { adminReads } from "../adapters/db/admin";
import { attemptRepository } from "../adapters/db/attempts";
import { canaryStore } from "../adapters/db/canaries";
import { connectionRepository } from "../adapters/db/connections";
import { diagnosisStore } from "../adapters/db/diagnoses";
import { openEmbedded } from "../adapters/db/embedded";
import { engineRecords } from "../adapters/db/engine-processes";
import { auditLog } from "../adapters/db/history";
import { applyMigrations } from "../adapters/db/migrate";
import { noticeQueue, noticeRepository } from "../adapters/db/notices";
import { type Database, openServer } from "../adapters/db/open";
import { peopleRepository } from "../adapters/db/people";
import { personalDataReads } from "../adapters/db/personal-data";
import { recoveryStore } from "../adapters/db/recovery";
import { refreshQueue } from "../adapters/db/refresh-queue";
import { refreshStore } from "../adapters/db/refreshes";
import { registrationRepository } from "../adapters/db/registrations";
import { repairLinkRepository } from "../adapters/db/repair-links";
import { restoreStore } from "../adapters/db/restores";
import { retention } from "../adapters/db/retention";
import { troubleStore } from "../adapters/db/troubles";
import { examination } from "../adapters/http/examination";
import { type CallEntry, guardedHttp } from "../adapters/http/guarded-http";
import { createProviderClient } from "../adapters/http/provider-client";
import { openJournal } from "../adapters/journal/journal";
import { mailboxMailer, smtpMailer } from "../adapters/mail/mailer";
import { systemClock } from "../adapters/system/clock";
import { guessCounter } from "../adapters/system/guess-counter";
import { markFile } from "../adapters/system/mark-file";
import { CALL_DEADLINE_MS } from "../core/connections/refresh-policy";
import { publicId } from "../core/ids";
import type { Retention } from "../core/ports/history";
import type { AccountRepository } from "../core/ports/people";
import type { Logger } from "../core/ports/system";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "../services/dependencies";
import type { WaysInDependencies } from "../services/ways-in-dependencies";
import { allServices } from "./all-services";
import { checkCustody } from "./check-custody";
import type { Runtime } from "./current";
import { inFlight } from "./in-flight";
import { budgetsOf } from "./read-budgets";
import type { Settings } from "./settings";
import { syncRegistrations } from "./sync-registrations";
import { VERSION } from "./version";
import { waysInDependencies } from "./ways-in";

export type Container = {
  readonly runtime: Runtime;
  /** What use cases outside a request need: the scheduler, the command line. */
  readonly dependencies: Dependencies;
  /** What lets somebody in: the first run, the command that invites. */
  readonly waysIn: WaysInDependencies;
  readonly accounts: AccountRepository;
  readonly retention: Retention;
  readonly database: Database;
  /** Says that the process is about to end, so that nothing which takes long is begun. */
  readonly beginStop: () => void;
  /** Waits for what sellers have begun, then closes the database. */
  readonly close: () => Promise<void>;
};

export type ContainerOptions = {
  readonly settings: Settings;
  readonly definitions: readonly ProviderDefinition[];
  readonly logger: Logger;
  readonly migrationsDir: string;
  readonly onMigrated?: (name: string) => void;
  /** A command beside the server leaves the registrations as the server wrote them. */
  readonly keepRegistrations?: boolean;
  /** Each call to a provider, without query, header or body. */
  readonly onCall?: (entry: CallEntry) => void;
};

/**
 * Joins services and adapters: opens the database, brings it to the current schema, checks that it and
 * its keys are ours, and writes down the registrations.
 *
 * @throws {Error} with a sentence that says what to do
 */
export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { settings, definitions, logger } = options;
  const database =
    settings.databaseUrl === null
      ? await openEmbedded(path.resolve(settings.home, "database"))
      : await openServer(settings.databaseUrl);
  try {
    await database.inSession((query) => applyMigrations(query, options.migrationsDir, options.onMigrated));
    const ring = parseKeyRing(settings.keys);
    const sealer = createSealer(ring, settings.deploymentId);
    await checkCustody(database.query, settings.deploymentId, sealer.keyIds);
    return await join(options, database, {
      sealer,
      digest: createDigest(fingerprintKeyOf(settings.authSecret, settings.deploymentId)),
      definitions,
      logger,
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Custody = Pick<Dependencies, "sealer" | "digest" | "definitions" | "logger">;

async function join(
  { settings, onCall, keepRegistrations }: ContainerOptions,
  database: Database,
  custody: Custody,
): Promise<Container> {
  const db = database.prisma;
  let stopping = false;
  const randomness = systemRandomness;
  const people = peopleRepository(db, () => publicId("ses", randomness.token(18)));
  const accounts = accountRepository(db);
  const mailbox = mailboxRepository(db);
  const work = inFlight();
  const mailer = settings.smtpUrl === null ? mailboxMailer(mailbox, randomness) : smtpMailer(settings.smtpUrl, settings.mailFrom);
  const http = guardedHttp({ clock: systemClock, version: VERSION, ...(onCall && { onCall }) });
  const journal = openJournal({
    root: path.resolve(settings.home, "journal"),
    processId: `p-${randomness.token(12)}`,
    clock: systemClock,
    logger: custody.logger,
  });
  const dependencies: Dependencies = {
    ...custody,
    clock: systemClock,
    randomness,
    provider: createProviderClient({ http, clock: systemClock, deadlineMs: CALL_DEADLINE_MS }),
    examine: examination({ http, clock: systemClock, deadlineMs: CALL_DEADLINE_MS }),
    attempts: attemptRepository(db),
    connections: connectionRepository(db),
    activity: activityReads(db),
    refreshes: refreshStore(db),
    recovery: recoveryStore(db),
    journal,
    queue: refreshQueue(db),
    engine: engineRecords(db),
    registrations: registrationRepository(db),
    troubles: troubleStore(db),
    canaries: canaryStore(db),
    diagnoses: diagnosisStore(db),
    restores: restoreStore(db),
    markFile: markFile(settings.home, settings.deploymentId),
    links: repairLinkRepository(db),
    guesses: guessCounter(systemClock),
    audit: auditLog(db),
    noticeQueue: noticeQueue(db),
    notices: noticeRepository(db),
    mailer,
    signer: createSigner(settings.authSecret),
    admin: adminReads(db),
    appOrigin: settings.appOrigin,
    budgetOf: budgetsOf(settings.budgets, custody.definitions),
    stopping: () => stopping,
    afterwards: (what, begin) => void work.track(begin().catch((error: unknown) => custody.logger.error(what, { error }))),
    sleep: (ms) => sleep(ms),
  };
  if (!keepRegistrations) await syncRegistrations(dependencies, settings.registrations);
  const { clock, digest, logger } = dependencies;
  const peopleDeps = {
    accounts,
    people,
    personalData: personalDataReads(db),
    mailbox,
    digest,
    randomness,
    trial: settings.mode === "trial",
  };
  const waysIn = waysInDependencies(db, {
    ...dependencies,
    people,
    primaryKey: { id: dependencies.sealer.primaryKeyId, fingerprint: keyFingerprint(parseKeyRing(settings.keys)) },
  });
  const services = allServices(dependencies, peopleDeps, waysIn, work.track);
  return {
    runtime: { settings, services, people, clock, randomness, digest, mailer, logger },
    dependencies,
    waysIn,
    accounts,
    retention: retention(db),
    database,
    beginStop: () => {
      stopping = true;
    },
    close: async () => {
      await work.settled();
      await journal.close();
      await database.close();
    },
  };
}
