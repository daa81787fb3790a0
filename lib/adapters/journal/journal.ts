import "#node-only";
import { open } from "node:fs/promises";
import path from "node:path";
import type { Journal, JournalEntry, JournalPlace, KeptReply } from "../../core/ports/journal";
import type { Clock, Logger } from "../../core/ports/system";
import { eraseEntry } from "./erase";
import { encodeFrame, readFrames } from "./frame";
import { otherFolders } from "./other-folders";
import { ownFolder } from "./own-folder";
import { isGone, parseEntry } from "./read-folder";
import { replyIndex } from "./reply-index";
import { SEGMENT_BYTES } from "./sizes";

/** A look at other processes' files is good for so long, unless somebody must be sure. */
const LOOK_EVERY_MS = 1_000;

export type JournalOptions = {
  /** The folder that all processes of a volume share. */
  readonly root: string;
  /** Names this process among them for good. */
  readonly processId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly segmentBytes?: number;
};

/**
 * The journal in files of a local volume. Nothing is made before the first place is asked for, so that a
 * folder that cannot be written keeps no process from starting.
 */
export function openJournal({ root, processId, clock, logger, segmentBytes = SEGMENT_BYTES }: JournalOptions): Journal {
  const index = replyIndex();
  const folder = path.join(root, processId);
  const own = ownFolder(folder, segmentBytes, index, clock);
  const others = otherFolders(root, folder, index, () => clock.now().getTime());
  const inFlight = new Set<string>();
  const asideLeases = new Set<string>();
  let writable = true;
  let readable = true;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  const nowWritable = (error: unknown | null): void => {
    if (writable && error !== null) logger.error("the journal cannot be written: no renewal starts", { error });
    if (!writable && error === null) logger.info("the journal can be written again");
    writable = error === null;
  };

  const place = (segment: Awaited<ReturnType<typeof own.room>>): JournalPlace => {
    let used = false;
    let leaseId: string | null = null;
    return {
      keep: async (entry) => {
        if (used) throw new Error("journal: a place takes one reply");
        used = true;
        leaseId = entry.leaseId;
        inFlight.add(leaseId);
        const frame = encodeFrame(JSON.stringify(entry));
        try {
          const offset = await segment.append(frame);
          index.add(entry, { file: segment.file, offset, length: frame.length });
        } catch (error) {
          own.distrust();
          nowWritable(error);
          throw error;
        } finally {
          segment.takeBack();
        }
      },
      release: () => {
        if (!used) segment.takeBack();
        used = true;
        if (leaseId !== null) inFlight.delete(leaseId);
      },
    };
  };

  const look = async (sure: boolean): Promise<boolean> => {
    if (!sure && clock.monotonicMs() - lookedAtMs < LOOK_EVERY_MS) return true;
    // One that runs already may have passed the file in question.
    if (sure) await looking?.catch(() => undefined);
    looking ??= others.look().finally(() => {
      looking = null;
    });
    try {
      await looking;
      lookedAtMs = clock.monotonicMs();
      readable = true;
    } catch (error) {
      if (readable) logger.error("the journal cannot be read: no renewal starts", { error });
      readable = false;
    }
    return readable;
  };

  const known = (found: ReturnType<typeof index.all>): readonly KeptReply[] =>
    found
      .filter(({ facts }) => !asideLeases.has(facts.leaseId))
      .map(({ facts, at }) => ({
        ...facts,
        at,
        ownerLives: path.dirname(at.file) === folder || others.lives(at.file),
        inFlight: inFlight.has(facts.leaseId),
      }))
      .sort((a, b) => a.generation - b.generation || Date.parse(a.sentAt) - Date.parse(b.sentAt) || a.tries - b.tries);

  return {
    reserve: async () => {
      try {
        const made = place(await own.room());
        nowWritable(null);
        return made;
      } catch (error) {
        nowWritable(error);
        return null;
      }
    },
    entries: async () => ((await look(true)) ? known(index.all()) : null),
    repliesTo: async (connectionId, generation, sure) =>
      (await look(sure)) ? known(index.of(connectionId).filter(({ facts }) => facts.generation === generation)) : null,
    read: readEntry,
    erase: async ({ at }) => {
      await eraseEntry(at);
      index.drop(at);
    },
    setAside: (leaseId) => void asideLeases.add(leaseId),
    tidy: async (unsettled) => {
      const needed = new Set(index.all().flatMap(({ facts, at }) => (unsettled.has(facts.leaseId) ? [at.file] : [])));
      await own.tidy(needed);
      await others.tidy(needed);
      const left = new Set(index.all().map(({ facts }) => facts.leaseId));
      for (const leaseId of asideLeases) if (!left.has(leaseId)) asideLeases.delete(leaseId);
    },
    isUsable: () => writable && readable,
    close: () => own.close(),
  };
}

async function readEntry({ at }: KeptReply): Promise<JournalEntry | null> {
  const handle = await open(at.file, "r").catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(at.length), 0, at.length, at.offset);
    const [frame] = readFrames(buffer.subarray(0, bytesRead), at.offset);
    return frame ? parseEntry(frame.payload) : null;
  } finally {
    await handle.close();
  }
}
