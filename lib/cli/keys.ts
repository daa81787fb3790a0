import { newKeyRing } from "../runtime/new-key-ring";

/** Prints a fresh key ring for `HOLDFAST_KEYS`. It is shown once and stored nowhere. */
process.stdout.write(`${newKeyRing()}\n`);
