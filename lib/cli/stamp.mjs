import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Written by the first step itself; the schema and the lock file stand for it. */
const GENERATED = "lib/adapters/db/generated";

/** Digest of all files under `sources`, by content: a fresh clone has new dates on old files. */
export function hashOf(root, sources) {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources.flatMap((source) => filesUnder(root, source))) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

function filesUnder(root, source) {
  if (source === GENERATED || !existsSync(path.join(root, source))) return [];
  if (!statSync(path.join(root, source)).isDirectory()) return [source];
  const names = readdirSync(path.join(root, source)).sort();
  return names.flatMap((name) => filesUnder(root, `${source}/${name}`));
}

/** The digest a step was last built from; null when its product is gone. */
export function readStamp(root, step) {
  const file = stampFile(root, step);
  if (!existsSync(file) || !existsSync(path.join(root, step.product))) return null;
  return readFileSync(file, "utf8");
}

export function writeStamp(root, step, hash) {
  const file = stampFile(root, step);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

const stampFile = (root, step) => path.join(root, "dist/stamps", step.name);
