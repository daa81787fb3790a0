import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { isSigned, ownerLives } from "./owner";
import { framesFrom, isGone, namesIn, parseEntry, segmentsIn } from "./read-folder";
import type { ReplyIndex } from "./reply-index";
import { KEPT_FOR_MS } from "./sizes";

/** Clocks of file systems tick coarsely: a file is read again for so long after its last change. */
const SETTLES_AFTER_MS = 2_000;

/** The folders of other processes below the same root. */
export type OtherFolders = {
  /** Learns what was written since the last look. @throws when the root or a file in it cannot be read */
  readonly look: () => Promise<void>;
  readonly lives: (file: string) => boolean;
  /** Removes what nobody needs of processes that are gone. @param needed files that hold what is not settled */
  readonly tidy: (needed: ReadonlySet<string>) => Promise<void>;
};

type Seen = { readonly offset: number; readonly changedMs: number; readonly lookedMs: number };

export function otherFolders(root: string, own: string, index: ReplyIndex, nowMs: () => number): OtherFolders {
  const seen = new Map<string, Seen>();
  let living = new Set<string>();

  const read = async (file: string): Promise<void> => {
    const known = seen.get(file);
    const lookedMs = nowMs();
    const changedMs = (await stat(file)).mtimeMs;
    if (known && changedMs === known.changedMs && known.lookedMs - changedMs > SETTLES_AFTER_MS) return;
    let offset = known?.offset ?? 0;
    for (const frame of (await framesFrom(file, offset)) ?? []) {
      const entry = parseEntry(frame.payload);
      if (entry) index.add(entry, { file, offset: frame.offset, length: frame.length });
      offset = frame.offset + frame.length;
    }
    seen.set(file, { offset, changedMs, lookedMs });
  };

  // Whatever else stands below the root is not ours, and stays.
  const folders = async () => {
    const found: string[] = [];
    for (const name of await namesIn(root)) {
      const folder = path.join(root, name);
      if (folder !== own && (await isSigned(folder))) found.push(folder);
    }
    return found;
  };

  const forget = (file: string) => {
    index.dropFile(file);
    seen.delete(file);
  };

  return {
    look: async () => {
      const there = new Set<string>();
      const alive = new Set<string>();
      for (const folder of await folders()) {
        if (await ownerLives(folder, nowMs())) alive.add(folder);
        for (const file of await segmentsIn(folder)) {
          there.add(file);
          await read(file).catch(unlessGone);
        }
      }
      for (const file of [...seen.keys()].filter((name) => !there.has(name))) forget(file);
      living = alive;
    },
    lives: (file) => living.has(path.dirname(file)),
    tidy: async (needed) => {
      for (const folder of await folders()) {
        if (await ownerLives(folder, nowMs())) continue;
        for (const file of await segmentsIn(folder)) {
          const empty = (seen.get(file)?.offset ?? -1) === 0;
          const old = nowMs() - (await stat(file).catch(() => ({ mtimeMs: nowMs() }))).mtimeMs > KEPT_FOR_MS;
          if (needed.has(file) || !(old || empty)) continue;
          await rm(file, { force: true });
          forget(file);
        }
        if ((await segmentsIn(folder)).length === 0) await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const unlessGone = (error: unknown): void => {
  if (!isGone(error)) throw error;
};
