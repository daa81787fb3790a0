import { newKeyRing, withNewKey } from "../runtime/new-key-ring";

const USAGE = "Usage: npm run keys, or npm run keys -- add with HOLDFAST_KEYS set to the ring as it is";

/**
 * Prints a fresh key ring for `HOLDFAST_KEYS`; with `add`, the ring that stands there with one key more, to begin a rotation
 * with. It is shown once and stored nowhere.
 */
function keys([what = ""]: readonly string[], ring: string | undefined): string {
  if (what === "") return newKeyRing();
  if (what !== "add" || !ring) throw new Error(USAGE);
  return withNewKey(ring);
}

try {
  process.stdout.write(`${keys(process.argv.slice(2), process.env["HOLDFAST_KEYS"])}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
