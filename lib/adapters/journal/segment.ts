import { type FileHandle, open, rm } from "node:fs/promises";
import { ENTRY_BYTES } from "./sizes";

/** A file of this process that takes entries. */
export type Segment = {
  readonly file: string;
  /** Takes room for one entry; false: there is none left. */
  readonly promise: () => boolean;
  readonly takeBack: () => void;
  /** Writes a frame into promised room. @returns its offset, once it is on the disk @throws when it is not */
  readonly append: (frame: Buffer) => Promise<number>;
  /** Nobody waits for room in it any more. */
  readonly isIdle: () => boolean;
  /** When its first entry was written, by the caller's clock; null: it has none. */
  readonly firstAtMs: () => number | null;
  readonly lastAtMs: () => number | null;
  /** Gives back the room that was not used. */
  readonly close: () => Promise<void>;
};

const ZEROS = Buffer.alloc(1024 * 1024);

/**
 * Makes a file whose room is written before it is needed: a disk that fills up between request and
 * reply cannot keep the reply from being written.
 *
 * @throws when the room is not there; nothing is left behind
 */
export async function makeSegment(file: string, bytes: number, nowMs: () => number): Promise<Segment> {
  const handle = await open(file, "wx", 0o600);
  try {
    for (let at = 0; at < bytes; at += ZEROS.length)
      await writeAll(handle, ZEROS.subarray(0, Math.min(ZEROS.length, bytes - at)), at);
    await handle.sync();
    return takeEntries(handle, file, bytes, nowMs);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw error;
  }
}

type Waiting = { readonly frame: Buffer; readonly kept: (offset: number) => void; readonly failed: (error: unknown) => void };

function takeEntries(handle: FileHandle, file: string, bytes: number, nowMs: () => number): Segment {
  let end = 0;
  let promised = 0;
  let firstAtMs: number | null = null;
  let lastAtMs: number | null = null;
  let broken: unknown = null;
  let writing: Promise<void> | null = null;
  let queue: Waiting[] = [];
  let closed = false;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      // After a failed flush nobody knows what the disk holds, so nothing more is written here.
      if (broken !== null) throw broken;
      const at = end;
      const whole = Buffer.concat(batch.map(({ frame }) => frame));
      await writeAll(handle, whole, at);
      await handle.datasync();
      // Removed by somebody who took this process for gone: what stands in it would be lost with us.
      if ((await handle.stat()).nlink === 0) throw new Error("journal: its file was removed");
      end = at + whole.length;
      lastAtMs = nowMs();
      firstAtMs ??= lastAtMs;
      let offset = at;
      for (const { frame, kept } of batch) {
        kept(offset);
        offset += frame.length;
      }
    } catch (error) {
      broken = error;
      for (const { failed } of batch) failed(error);
    }
  };

  // Replies that arrive while one flush runs share the next one.
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await write(batch);
    }
    writing = null;
  };

  return {
    file,
    promise: () => {
      if (broken !== null || bytes - end - promised < ENTRY_BYTES) return false;
      promised += ENTRY_BYTES;
      return true;
    },
    takeBack: () => {
      promised -= ENTRY_BYTES;
    },
    append: (frame) =>
      new Promise((kept, failed) => {
        if (frame.length > ENTRY_BYTES) return failed(new Error("journal: a reply is larger than its place"));
        queue.push({ frame, kept, failed });
        writing ??= drain();
      }),
    isIdle: () => promised === 0 && writing === null,
    firstAtMs: () => firstAtMs,
    lastAtMs: () => lastAtMs,
    close: async () => {
      if (closed) return;
      closed = true;
      await writing;
      if (broken === null) await handle.truncate(end).catch(() => undefined);
      await handle.close();
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}
