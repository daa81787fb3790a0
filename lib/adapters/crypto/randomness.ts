import { randomBytes, randomInt } from "node:crypto";
import type { Randomness } from "../../core/ports/system";

/** The widest range that `randomInt` takes. */
const RANGE = 2 ** 48 - 1;

/** Randomness of the operating system. */
export const systemRandomness: Randomness = {
  token: (bytes) => randomBytes(bytes).toString("base64url"),
  fraction: () => randomInt(RANGE) / RANGE,
};
