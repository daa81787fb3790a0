import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { JournalEntry } from "../../core/ports/journal";
import { type Frame, readFrames } from "./frame";

export const EXTENSION = ".journal";
/** Bytes read at once; a longer entry is read in larger steps. */
const CHUNK = 64 * 1024;
const MOST = 4 * 1024 * 1024;

const Entry = z.strictObject({
  leaseId: z.string(),
  connectionId: z.string(),
  ownerId: z.string(),
  providerId: z.string(),
  environmentId: z.string(),
  registrationId: z.string(),
  generation: z.number().int(),
  fingerprint: z.string(),
  sentAt: z.string(),
  tries: z.number().int(),
  sealed: z.string(),
});

/** null: whoever wrote it was no Holdfast that we know. */
export function parseEntry(payload: Buffer): JournalEntry | null {
  try {
    return Entry.parse(JSON.parse(payload.toString()));
  } catch {
    return null;
  }
}

/** Names in a folder; none when it is gone. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

export const segmentsIn = async (folder: string): Promise<readonly string[]> =>
  (await namesIn(folder)).filter((name) => name.endsWith(EXTENSION)).map((name) => path.join(folder, name));

/** The whole frames of a file from an offset on. null: the file is gone. */
export async function framesFrom(file: string, offset: number): Promise<readonly Frame[] | null> {
  const handle = await openOrNull(file);
  if (handle === null) return null;
  try {
    const frames: Frame[] = [];
    let room = CHUNK;
    for (let at = offset; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(room), 0, room, at);
      const found = readFrames(buffer.subarray(0, bytesRead), at);
      const last = found.at(-1);
      frames.push(...found);
      if (last) at = last.offset + last.length;
      // Nothing whole in a full chunk: an entry may be longer than that, but not without end.
      else if (bytesRead < room || room >= MOST || buffer.readUInt32BE(0) === 0) return frames;
      else room *= 2;
      if (last && bytesRead < room) return frames;
    }
  } finally {
    await handle.close();
  }
}

async function openOrNull(file: string) {
  try {
    return await open(file, "r");
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

export const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
