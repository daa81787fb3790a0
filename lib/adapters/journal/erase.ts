import { open } from "node:fs/promises";
import type { KeptReply } from "../../core/ports/journal";
import { encodeFrame, FRAME_HEAD } from "./frame";
import { isGone } from "./read-folder";

/**
 * Writes over an entry in place, with a frame of the same length that says nothing: what stands behind it
 * in its file can still be read. The file stays as old as it was, so that it goes in time.
 */
export async function eraseEntry({ file, offset, length }: KeptReply["at"]): Promise<void> {
  const handle = await open(file, "r+").catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  if (handle === null) return;
  try {
    const { atime, mtime } = await handle.stat();
    const blank = encodeFrame(" ".repeat(length - FRAME_HEAD));
    await handle.write(blank, 0, blank.length, offset);
    await handle.datasync();
    await handle.utimes(atime, mtime);
  } finally {
    await handle.close();
  }
}
