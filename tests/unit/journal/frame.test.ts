import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, readFrames } from "@/lib/adapters/journal/frame";

const texts = fc.array(fc.string({ unit: "binary", maxLength: 200 }), { maxLength: 8 });
const read = (bytes: Buffer) => readFrames(bytes, 0).map(({ payload }) => payload.toString());

test("what was written one after the other is read in that order, whatever it says and whatever room is left", () => {
  fc.assert(
    fc.property(texts, fc.nat(100), (written, room) => {
      expect(read(Buffer.concat([...written.map(encodeFrame), Buffer.alloc(room)]))).toEqual(
        written.map((text) => Buffer.from(text).toString()),
      );
    }),
  );
});

test("a frame says where it stands, so that it can be read alone", () => {
  const bytes = Buffer.concat([encodeFrame("one"), encodeFrame("two")]);
  const [, second] = readFrames(bytes, 1_000);
  const start = (second?.offset ?? 0) - 1_000;
  expect(read(bytes.subarray(start, start + (second?.length ?? 0)))).toEqual(["two"]);
});

test("cut anywhere, it gives the whole entries before the cut and nothing else", () => {
  fc.assert(
    fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (written, share) => {
      const frames = written.map(encodeFrame);
      const whole = Buffer.concat(frames);
      const cut = Math.floor(whole.length * share);
      let end = 0;
      const kept = frames.filter((frame) => {
        end += frame.length;
        return end <= cut;
      });
      expect(readFrames(whole.subarray(0, cut), 0)).toHaveLength(kept.length);
    }),
  );
});

test("anything else is no entry and breaks nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readFrames(Buffer.from(bytes), 0)).toEqual([]);
      const claims = Buffer.concat([Buffer.from("HFJ1"), Buffer.from(bytes)]);
      expect(readFrames(claims, 0).length).toBeLessThanOrEqual(1);
    }),
  );
});
