import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openJournal } from "@/lib/adapters/journal/journal";
import { ENTRY_BYTES } from "@/lib/adapters/journal/sizes";
import { systemClock } from "@/lib/adapters/system/clock";
import type { Journal, JournalEntry } from "@/lib/core/ports/journal";

export type JournalFolder = {
  readonly root: string;
  readonly said: string[];
  /** A process that keeps its replies here. Its clock may be ahead. */
  readonly open: (processId: string, ahead?: { readonly ms: number }) => Journal;
  /** Files of a process that hold replies or room for them. */
  readonly files: (processId: string) => Promise<readonly string[]>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Room for so many replies in each file. */
export const PLACES = 3;

/** A volume for journals: `await using` removes it. */
export async function journalFolder(): Promise<JournalFolder> {
  const home = await mkdtemp(path.join(tmpdir(), "holdfast-journal-"));
  const root = path.join(home, "journal");
  const said: string[] = [];
  const log = (event: string) => void said.push(event);
  const opened: Journal[] = [];
  return {
    root,
    said,
    open: (processId, ahead = { ms: 0 }) => {
      const clock = {
        now: () => new Date(Date.now() + ahead.ms),
        monotonicMs: () => systemClock.monotonicMs() + ahead.ms,
      };
      const logger = { info: log, warn: log, error: log };
      const journal = openJournal({ root, processId, clock, logger, segmentBytes: PLACES * ENTRY_BYTES });
      opened.push(journal);
      return journal;
    },
    files: async (processId) => {
      const names = await readdir(path.join(root, processId)).catch(() => []);
      return names.filter((name) => name.endsWith(".journal")).map((name) => path.join(root, processId, name));
    },
    [Symbol.asyncDispose]: async () => {
      for (const journal of opened) await journal.close().catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    },
  };
}

export const entry = (over: Partial<JournalEntry> = {}): JournalEntry => ({
  leaseId: "lease-1",
  connectionId: "con_00one",
  ownerId: "usr_one",
  providerId: "made-up",
  environmentId: "production",
  registrationId: "reg_one",
  generation: 1,
  fingerprint: "0123456789abcdef",
  sentAt: "2026-11-22T10:00:00.000Z",
  tries: 1,
  sealed: "sealed",
  ...over,
});

/** Keeps one reply and counts it as settled. */
export async function keep(journal: Journal, kept: JournalEntry): Promise<void> {
  const place = await journal.reserve();
  if (place === null) throw new Error("there is no place");
  await place.keep(kept);
  place.release();
}
