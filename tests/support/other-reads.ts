import { availabilityStore } from "@/lib/adapters/db/availability";
import { bulkConnections } from "@/lib/adapters/db/bulk-connections";
import { emergencyStore } from "@/lib/adapters/db/emergency";
import { forecastReads } from "@/lib/adapters/db/forecast";
import { jobStore } from "@/lib/adapters/db/jobs";
import { keyRecords } from "@/lib/adapters/db/key-records";
import type { Database } from "@/lib/adapters/db/open";
import { outageStore } from "@/lib/adapters/db/outage-notes";
import { resealStore } from "@/lib/adapters/db/reseal-store";
import { retention } from "@/lib/adapters/db/retention";
import type { AdminReads } from "@/lib/core/ports/admin";
import { NOTHING } from "./admin-filter";

const DAY = 86_400_000;

/** What is read, the most pages of 8 kB that one of its statements may touch with 100,000 connections, and the reading. */
type Read = readonly [says: string, gate: number, read: () => Promise<unknown>];
type Seen = {
  readonly database: Database;
  readonly reads: AdminReads;
  /** Public id of somebody with connections. */
  readonly owner: string;
  readonly anyId: () => Promise<string>;
};

/** Everything beside the list and the overview that reads where there are many connections. */
export function otherReads(seen: () => Seen): readonly Read[] {
  const DAYS_30 = () => new Date(Date.now() + 30 * DAY);
  const reading: readonly Read[] = [
    ["which keys are in use and how much each seals", 2300, () => keyRecords(seen().database.prisma).counted(200_000)],
    ["which keys are in use", 60, () => resealStore(seen().database.prisma).keysInUse()],
    [
      "a batch to seal again",
      800,
      () => resealStore(seen().database.prisma).connectionsOf({ keyId: "seeded", after: "5000" }, 100),
    ],
    ["who waits for a key", 30, () => keyRecords(seen().database.prisma).connectionsOf("seeded", 20)],
    ["what ends in 30 days, by day and marketplace", 5000, () => forecastReads(seen().database.prisma, true).buckets(DAYS_30())],
    ["what a calendar says", 4500, () => forecastReads(seen().database.prisma, true).items(DAYS_30(), 500)],
    ["who was refused once", 30, () => forecastReads(seen().database.prisma, true).refusedOnce(1000)],
    [
      "one connection's spans",
      20,
      async () => availabilityStore(seen().database.prisma, true).lived(await seen().anyId(), new Date(Date.now() - 90 * DAY)),
    ],
    [
      "the days and the worst",
      60,
      async () => {
        const store = availabilityStore(seen().database.prisma, true);
        await store.days(90);
        await store.worstConnections(30, 20);
        await store.worstSellers(30, 20);
      },
    ],
  ];
  const others: readonly Read[] = [
    [
      "what a job would do to all that need their sellers",
      22_000,
      () => bulkConnections(seen().database.prisma).groups({ filter: { ...NOTHING, conditions: ["reconnect"] } }),
    ],
    [
      "what a job would do to a person's connections",
      1000,
      () => bulkConnections(seen().database.prisma).groups({ filter: { ...NOTHING, ownerId: seen().owner } }),
    ],
    ["the list of jobs", 10, () => jobStore(seen().database.prisma).list(null, 20)],
    [
      "one connection's renewals and history",
      50,
      async () => {
        const id = await seen().anyId();
        await seen().reads.connection(id);
        await seen().reads.attempts(id, 20);
        await seen().reads.events(id, 20, null);
      },
    ],
    [
      "what was said of outages",
      20,
      async () => {
        await outageStore(seen().database.prisma).notes(20);
        await outageStore(seen().database.prisma).openNotes(["stubhub", "foxy"]);
        await outageStore(seen().database.prisma).spans(new Date(Date.now() - 30 * DAY));
      },
    ],
    ["replies that nobody understood", 15, () => seen().reads.unexplained(new Date(Date.now() - DAY), 10)],
    ["an emergency's numbers", 24_000, () => emergencyStore(seen().database.prisma).counts("emg_planted")],
    [
      "what needs a person within 30 days, in a number",
      70,
      () => seen().reads.count({ ...NOTHING, endsBefore: DAYS_30() }, 10_000),
    ],
    [
      "forgetting what is old",
      400,
      () => retention(seen().database.prisma, { forget: async () => undefined }).forget({ eventDays: 30, auditDays: 365 }),
    ],
  ];
  return [...reading, ...others];
}
