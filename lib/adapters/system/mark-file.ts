import "#node-only";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import type { Mark, MarkFile } from "../../core/ports/restores";

/**
 * The mark of a volume in `<home>/<name>`, readable by its owner only. It is replaced as a whole, so a crash leaves the old one or
 * the new one.
 */
export function markFile(home: string, deploymentId: string): MarkFile {
  const file = path.join(path.resolve(home), `mark-${deploymentId}.json`);
  // Where nothing can be read or written the volume is one for as long as the process lives.
  let latest: Mark | null = null;
  const read = async (): Promise<Mark | null> => parse(await readFile(file, "utf8").catch(() => ""));
  return {
    read: async () => (await read()) ?? latest,
    async keep(mark) {
      latest = mark;
      const there = await read();
      // Several processes of one host share the file, and the slower one must not set it back.
      if (there?.volume === mark.volume && there.count >= mark.count) return;
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const next = `${file}.${process.pid}`;
      await writeThrough(next, JSON.stringify(mark));
      await rename(next, file);
      await syncFolder(path.dirname(file));
    },
  };
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is on the disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parse(text: string): Mark | null {
  try {
    const { volume, count, at } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const instant = new Date(String(at));
    const isMark = typeof volume === "string" && typeof count === "number" && !Number.isNaN(instant.getTime());
    return isMark ? { volume, count, at: instant } : null;
  } catch {
    return null;
  }
}
