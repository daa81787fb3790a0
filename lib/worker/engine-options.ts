import { hostname } from "node:os";
import { LEASE_MS } from "../core/connections/refresh-policy";
import { MARK_EVERY_MS } from "../core/connections/restore-policy";
import { publicId } from "../core/ids";
import type { Container } from "../runtime/container";
import type { Settings } from "../runtime/settings";
import { VERSION } from "../runtime/version";
import { countAvailability } from "../services/count-availability";
import { finishEndings } from "../services/finish-endings";
import { runJobs } from "../services/jobs/run-jobs";
import { sealAudit, watchAudit } from "../services/keep-audit";
import { foldFigures, noteCounts } from "../services/keep-figures";
import { keepRing } from "../services/keep-ring";
import { noticeRestore } from "../services/notice-restore";
import { lookAround, planNotices } from "../services/plan-notices";
import { probeTroubles } from "../services/probe-troubles";
import { recover } from "../services/recover";
import { runCanaries } from "../services/run-canaries";
import { seeOffAll } from "../services/see-off";
import { sendMails } from "../services/send-mails";
import { settleStates } from "../services/settle-states";
import { tidyUp } from "../services/tidy-up";
import type { EngineOptions } from "./engine";
import type { Job } from "./job";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** What nobody waits for leaves a process's first moments to what was left behind and is due. */
const FIRST_AFTER_MS = 2 * SECOND;
/** How soon every process knows which key seals. */
const RING_EVERY_MS = 2 * SECOND;

/**
 * What each process does that may ask a provider for anything, an engine or not: what it wrote down and
 * could not store lies on its own disk.
 */
export const ownJobs = ({ dependencies }: Pick<Container, "dependencies">): readonly Job[] => [
  { name: "recovering what was left behind", everyMs: LEASE_MS, work: () => recover(dependencies) },
  { name: "keeping the key ring in step", everyMs: RING_EVERY_MS, work: () => keepRing(dependencies) },
  { name: "noticing a restored database", everyMs: MARK_EVERY_MS, work: () => noticeRestore(dependencies) },
];

/** What people are told, and what is done to people. */
const telling = ({ dependencies }: Pick<Container, "dependencies">): readonly Job[] => [
  { name: "seeing people off", everyMs: 5 * SECOND, work: () => seeOffAll(dependencies) },
  { name: "noticing what people must be told", everyMs: 5 * SECOND, work: () => lookAround(dependencies) },
  { name: "deciding who is told how", everyMs: 2 * SECOND, work: () => planNotices(dependencies) },
  { name: "handing over mail", everyMs: 2 * SECOND, work: () => sendMails(dependencies) },
];

/** Logs, figures, and what is forgotten. */
const keeping = (
  { dependencies, accounts, retention }: Container,
  settings: Pick<Settings, "eventDays" | "auditDays">,
): readonly Job[] => [
  { name: "sealing the log", everyMs: SECOND, work: () => sealAudit(dependencies) },
  { name: "looking at the log", everyMs: 5 * MINUTE, work: () => watchAudit(dependencies) },
  { name: "folding figures", everyMs: 15 * SECOND, work: () => foldFigures(dependencies) },
  { name: "noting counts for tomorrow", everyMs: MINUTE, work: () => noteCounts(dependencies) },
  { name: "counting availability", everyMs: MINUTE, work: () => countAvailability(dependencies) },
  {
    name: "housekeeping",
    everyMs: 10 * MINUTE,
    work: async () => {
      await tidyUp(dependencies);
      await dependencies.engine.forgetSilent();
      await accounts.forgetEnded();
      await retention.forget(settings);
      await dependencies.jobs.forget(settings.eventDays);
    },
  },
];

/** What an engine of this deployment does, whichever process it runs in. */
export function engineOptions(
  container: Container,
  settings: Pick<Settings, "eventDays" | "auditDays">,
  kind: "server" | "worker",
): EngineOptions {
  const { dependencies } = container;
  const jobs: readonly Job[] = [
    ...ownJobs(container),
    { name: "probing marketplaces in trouble", everyMs: SECOND, work: () => probeTroubles(dependencies) },
    { name: "trying our credentials", everyMs: MINUTE, work: () => runCanaries(dependencies) },
    { name: "settling states", everyMs: 2 * SECOND, work: () => settleStates(dependencies) },
    { name: "going on with disconnects", everyMs: 15 * SECOND, work: () => finishEndings(dependencies) },
    { name: "going on with bulk work", everyMs: SECOND, work: () => runJobs(dependencies) },
    ...[...telling(container), ...keeping(container, settings)].map((job) => ({ ...job, firstAfterMs: FIRST_AFTER_MS })),
  ];
  const id = publicId("eng", dependencies.randomness.token(12));
  return { process: { id, kind, host: hostname(), version: VERSION }, everyMs: SECOND, beatEveryMs: 5 * SECOND, jobs };
}
