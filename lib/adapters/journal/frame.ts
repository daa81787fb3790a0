import { crc32 } from "node:zlib";

/** "HFJ1". Room that was never written is zeros. */
const MAGIC = 0x48464a31;
/** Magic, length of the payload, CRC-32 of the payload; each unsigned, 32 bits, big-endian. */
export const FRAME_HEAD = 12;

export type Frame = { readonly offset: number; readonly length: number; readonly payload: Buffer };

/** One entry as it stands in a file. */
export function encodeFrame(payload: string): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(MAGIC, 0);
  head.writeUInt32BE(bytes.length, 4);
  head.writeUInt32BE(crc32(bytes), 8);
  return Buffer.concat([head, bytes]);
}

/**
 * The whole frames at the beginning of `bytes`.
 *
 * Reading stops at the first that is not whole: entries are written one after the other, so behind a
 * torn one nothing was ever promised to be kept. It may also be one that is just being written.
 *
 * @param at where `bytes` stands in its file; offsets count from the file's beginning
 */
export function readFrames(bytes: Buffer, at: number): readonly Frame[] {
  const frames: Frame[] = [];
  let start = 0;
  while (start + FRAME_HEAD <= bytes.length && bytes.readUInt32BE(start) === MAGIC) {
    const end = start + FRAME_HEAD + bytes.readUInt32BE(start + 4);
    if (end > bytes.length) break;
    const payload = bytes.subarray(start + FRAME_HEAD, end);
    if (crc32(payload) !== bytes.readUInt32BE(start + 8)) break;
    frames.push({ offset: at + start, length: end - start, payload });
    start = end;
  }
  return frames;
}
