import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { giveSignOfLife, isSigned, signFolder } from "./owner";
import { EXTENSION } from "./read-folder";
import type { ReplyIndex } from "./reply-index";
import { makeSegment, type Segment } from "./segment";
import { KEPT_FOR_MS, RETRY_MS, SIGN_OF_LIFE_MS, TAKES_FOR_MS } from "./sizes";

/** The files of this process. */
export type OwnFolder = {
  /** A file with room for one more entry, promised to the caller. @throws when there is no room and none can be made */
  readonly room: () => Promise<Segment>;
  /** Trusts none of the files any more: the next one who wants room gets a new one, if it can be made. */
  readonly distrust: () => void;
  readonly tidy: (needed: ReadonlySet<string>) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Clocks = { readonly now: () => Date; readonly monotonicMs: () => number };

/** @param bytes size of each file */
export function ownFolder(folder: string, bytes: number, index: ReplyIndex, clock: Clocks): OwnFolder {
  let taking: Segment[] = [];
  let full: Segment[] = [];
  let made = 0;
  let growing: Promise<void> | null = null;
  let failed: { readonly atMs: number; readonly error: unknown } | null = null;
  let lifeSigns: NodeJS.Timeout | null = null;
  let closed = false;

  const retire = (segments: readonly Segment[]) => {
    taking = taking.filter((segment) => !segments.includes(segment));
    full = [...full, ...segments];
  };
  const isOld = (segment: Segment) => {
    const firstAtMs = segment.firstAtMs();
    return firstAtMs !== null && clock.monotonicMs() - firstAtMs > TAKES_FOR_MS;
  };

  const begin = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await signFolder(folder);
    await syncFolder(path.dirname(folder));
    lifeSigns ??= setInterval(() => void giveSignOfLife(folder, clock.now()).catch(() => undefined), SIGN_OF_LIFE_MS).unref();
  };

  const grow = async (): Promise<void> => {
    if (failed !== null && clock.monotonicMs() - failed.atMs < RETRY_MS) throw failed.error;
    try {
      if (!(await isSigned(folder))) await begin();
      made += 1;
      const segment = await makeSegment(
        path.join(folder, `${String(made).padStart(6, "0")}${EXTENSION}`),
        bytes,
        clock.monotonicMs,
      );
      await syncFolder(folder);
      taking.push(segment);
      failed = null;
    } catch (error) {
      failed = { atMs: clock.monotonicMs(), error };
      throw error;
    }
  };

  const drop = async (segment: Segment) => {
    full = full.filter((other) => other !== segment);
    await segment.close().catch(() => undefined);
    await rm(segment.file, { force: true });
    index.dropFile(segment.file);
  };

  return {
    room: async () => {
      for (;;) {
        if (closed) throw new Error("journal: it is closed");
        retire(taking.filter(isOld));
        const segment = taking.find((one) => one.promise());
        if (segment) return segment;
        growing ??= grow().finally(() => {
          growing = null;
        });
        await growing;
      }
    },
    distrust: () => retire(taking),
    tidy: async (needed) => {
      retire(taking.filter(isOld));
      for (const segment of full.filter((one) => one.isIdle())) {
        const lastAtMs = segment.lastAtMs();
        const isDone = lastAtMs === null || clock.monotonicMs() - lastAtMs > KEPT_FOR_MS;
        if (isDone && !needed.has(segment.file)) await drop(segment);
        else await segment.close();
      }
    },
    close: async () => {
      closed = true;
      if (lifeSigns !== null) clearInterval(lifeSigns);
      await growing?.catch(() => undefined);
      retire(taking);
      for (const segment of full)
        if (segment.firstAtMs() === null) await drop(segment);
        else await segment.close().catch(() => undefined);
      if (full.length === 0 && made > 0) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The name of a new file is on the disk once its folder is. Some systems cannot flush a folder and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(unlessUnsupported);
  try {
    await handle?.sync().catch(unlessUnsupported);
  } finally {
    await handle?.close();
  }
}

const unlessUnsupported = (error: NodeJS.ErrnoException): void => {
  if (!["EPERM", "EISDIR", "EINVAL", "ENOTSUP"].includes(error.code ?? "")) throw error;
};
