import { hostname } from "node:os";
import { LEASE_MS } from "../core/connections/refresh-policy";
import { MARK_EVERY_MS } from "../core/connections/restore-policy";
import { publicId } from "../core/ids";
import type { Container } from "../runtime/container";
import type { Settings } from "../runtime/settings";
import { VERSION } from "../runtime/version";
import { finishEndings } from "../services/finish-endings";
import { noticeRestore } from "../services/notice-restore";
import { lookAround, planNotices } from "../services/plan-notices";
import { probeTroubles } from "../services/probe-troubles";
import { recover } from "../services/recover";
import { runCanaries } from "../services/run-canaries";
import { sendMails } from "../services/send-mails";
import { tidyUp } from "../services/tidy-up";
import type { EngineOptions } from "./engine";
import type { Job } from "./job";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * What each process does that may ask a provider for anything, an engine or not: what it wrote down and
 * could not store lies on its own disk.
 */
export const ownJobs = ({ dependencies }: Pick<Container, "dependencies">): readonly Job[] => [
  { name: "recovering what was left behind", everyMs: LEASE_MS, work: () => recover(dependencies) },
  { name: "noticing a restored database", everyMs: MARK_EVERY_MS, work: () => noticeRestore(dependencies) },
];

/** What an engine of this deployment does, whichever process it runs in. */
export function engineOptions(
  container: Container,
  settings: Pick<Settings, "eventDays" | "auditDays">,
  kind: "server" | "worker",
): EngineOptions {
  const { dependencies, accounts, retention } = container;
  const jobs: readonly Job[] = [
    ...ownJobs(container),
    { name: "probing marketplaces in trouble", everyMs: SECOND, work: () => probeTroubles(dependencies) },
    { name: "trying our credentials", everyMs: MINUTE, work: () => runCanaries(dependencies) },
    { name: "going on with disconnects", everyMs: 15 * SECOND, work: () => finishEndings(dependencies) },
    { name: "noticing what people must be told", everyMs: 5 * SECOND, work: () => lookAround(dependencies) },
    { name: "deciding who is told how", everyMs: 2 * SECOND, work: () => planNotices(dependencies) },
    { name: "handing over mail", everyMs: 2 * SECOND, work: () => sendMails(dependencies) },
    {
      name: "housekeeping",
      everyMs: 10 * MINUTE,
      work: async () => {
        await tidyUp(dependencies);
        await dependencies.engine.forgetSilent();
        await accounts.forgetEnded();
        await retention.forget(settings);
      },
    },
  ];
  const id = publicId("eng", dependencies.randomness.token(12));
  return { process: { id, kind, host: hostname(), version: VERSION }, everyMs: SECOND, beatEveryMs: 5 * SECOND, jobs };
}
