import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDigest, fingerprintKeyOf } from "../adapters/crypto/digest";
import { systemRandomness } from "../adapters/crypto/randomness";
import { createSigner } from "../adapters/crypto/signer";
import { accountRepository, mailboxRepository } from "../adapters/db/accounts";
import { activityReads } from "../adapters/db/activity-reads";
import { adminReads } from "../adapters/db/admin";
import { adminPeople } from "../adapters/db/admin-people";
import { adminViewRepository } from "../adapters/db/admin-views";
import { apiKeyRepository } from "../adapters/db/api-keys";
import { attemptRepository } from "../adapters/db/attempts";
import { auditChain } from "../adapters/db/audit-chain";
import { auditReads } from "../adapters/db/audit-reads";
import { availabilityStore } from "../adapters/db/availability";
import { bulkConnections } from "../adapters/db/bulk-connections";
import { calendarFeeds } from "../adapters/db/calendar-feeds";
import { canaryStore } from "../adapters/db/canaries";
import { connectionRepository } from "../adapters/db/connections";
import { diagnosisStore } from "../adapters/db/diagnoses";
import { openEmbedded } from "../adapters/db/embedded";
import { emergencyStore } from "../adapters/db/emergency";
import { engineRecords } from "../adapters/db/engine-processes";
import { forecastReads } from "../adapters/db/forecast";
import { auditLog } from "../adapters/db/history";
import { jobStore } from "../adapters/db/jobs";
import { applyMigrations } from "../adapters/db/migrate";
import { noticeQueue, noticeRepository } from "../adapters/db/notices";
import { type Database, openServer } from "../adapters/db/open";
import { outageStore } from "../adapters/db/outage-notes";
import { peopleRepository } from "../adapters/db/people";
import { personalDataReads } from "../adapters/db/personal-data";
import { providerAdmin } from "../adapters/db/provider-admin";
import { readModel } from "../adapters/db/read-model";
import { recoveryStore } from "../adapters/db/recovery";
import { refreshQueue } from "../adapters/db/refresh-queue";
import { refreshStore } from "../adapters/db/refreshes";
import { registrationRepository } from "../adapters/db/registrations";
import { figureStore } from "../adapters/db/renewal-figures";
import { repairLinkRepository } from "../adapters/db/repair-links";
import { resealStore } from "../adapters/db/reseal-store";
import { restoreStore } from "../adapters/db/restores";
import { retention } from "../adapters/db/retention";
import { troubleStore } from "../adapters/db/troubles";
import { examination } from "../adapters/http/examination";
import { type CallEntry, guardedHttp } from "../adapters/http/guarded-http";
import { lookUpIssuer } from "../adapters/http/look-up-issuer";
import { createProviderClient } from "../adapters/http/provider-client";
import { openJournal } from "../adapters/journal/journal";
import { mailboxMailer, smtpMailer } from "../adapters/mail/mailer";
import { systemClock } from "../adapters/system/clock";
import { guessCounter } from "../adapters/system/guess-counter";
import { markFile } from "../adapters/system/mark-file";
import { countsTests } from "../core/connections/counts-tests";
import { CALL_DEADLINE_MS } from "../core/connections/refresh-policy";
import { publicId } from "../core/ids";
import type { Retention } from "../core/ports/history";
import type { AccountRepository } from "../core/ports/people";
import type { Logger } from "../core/ports/system";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "../services/dependencies";
import { derivation } from "../services/derivation";
import type { WaysInDependencies } from "../services/ways-in-dependencies";
import { allServices } from "./all-services";
import type { Runtime } from "./current";
import { type Custody, sealingKeyOf, takeCustody } from "./custody";
import { definitionShelf } from "./definition-shelf";
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
    const processId = `p-${systemRandomness.token(12)}`;
    return await join(options, database, {
      ...(await takeCustody(settings, database, processId, logger)),
      digest: createDigest(fingerprintKeyOf(settings.authSecret, settings.deploymentId)),
      definitions,
      logger,
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Given = Custody & Pick<Dependencies, "digest" | "definitions" | "logger">;

async function join(
  { settings, onCall, keepRegistrations }: ContainerOptions,
  database: Database,
  custody: Given,
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
    processId: custody.ring.processId,
    clock: systemClock,
    logger: custody.logger,
  });
  const described = providerAdmin(db);
  const shelf = definitionShelf(custody.definitions, described, custody.logger);
  await shelf.reload();
  const dependencies: Dependencies = {
    ...custody,
    definitions: shelf.definitions,
    reloadDefinitions: shelf.reload,
    lookUpIssuer: lookUpIssuer(http),
    allowsLoopback: settings.mode === "trial",
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
    providerAdmin: described,
    troubles: troubleStore(db),
    canaries: canaryStore(db),
    diagnoses: diagnosisStore(db),
    reseal: resealStore(db),
    availability: availabilityStore(db, countsTests(settings.mode)),
    forecast: forecastReads(db, countsTests(settings.mode)),
    calendars: calendarFeeds(db),
    apiKeys: apiKeyRepository(db),
    restores: restoreStore(db),
    markFile: markFile(settings.home, settings.deploymentId),
    links: repairLinkRepository(db),
    emergencies: emergencyStore(db),
    guesses: guessCounter(systemClock),
    audit: auditLog(db),
    auditReads: auditReads(db),
    auditChain: auditChain(db, createSigner(settings.authSecret)),
    adminPeople: adminPeople(db),
    noticeQueue: noticeQueue(db),
    notices: noticeRepository(db),
    mailer,
    signer: createSigner(settings.authSecret),
    admin: adminReads(db, countsTests(settings.mode)),
    readModel: readModel(db),
    jobs: jobStore(db),
    bulk: bulkConnections(db),
    adminViews: adminViewRepository(db),
    figures: figureStore(db),
    outages: outageStore(db),
    appOrigin: settings.appOrigin,
    budgetOf: budgetsOf(settings.budgets, shelf.definitions),
    stopping: () => stopping,
    afterwards: (what, begin) => void work.track(begin().catch((error: unknown) => custody.logger.error(what, { error }))),
    sleep: (ms) => sleep(ms),
  };
  if (!keepRegistrations) {
    await syncRegistrations(dependencies, settings.registrations);
    await dependencies.readModel.syncImplied(derivation(dependencies).implied);
  }
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
    primaryKey: sealingKeyOf(dependencies.ring),
  });
  const services = allServices(dependencies, peopleDeps, waysIn, work.track);
  const unfollow = shelf.follow();
  return {
    runtime: { settings, services, people, clock, randomness, digest, mailer, logger },
    dependencies,
    waysIn,
    accounts,
    retention: retention(db, dependencies.auditChain),
    database,
    beginStop: () => {
      stopping = true;
    },
    close: async () => {
      await unfollow();
      await work.settled();
      await journal.close();
      await custody.keys.leave(custody.ring.processId).catch(() => undefined);
      await database.close();
    },
  };
}
