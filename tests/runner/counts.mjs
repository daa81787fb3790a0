import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const FOLDER = "tests/results/counts";

/**
 * Keeps what one run counted, for a sum over several.
 *
 * @param {string} root
 * @param {readonly string[]} asked the steps it was asked for; none: all of `npm test`
 * @param {{ passed: number, failed: readonly string[], seconds: number }} counted
 */
export function keepCounts(root, asked, counted) {
  const folder = path.join(root, FOLDER);
  mkdirSync(folder, { recursive: true });
  const name = asked.length > 0 ? [...asked].sort().join("-") : "test";
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ name, ...counted }));
}

/** Forgets what earlier runs counted. */
export const forgetCounts = (root) => rmSync(path.join(root, FOLDER), { recursive: true, force: true });

/** @returns {{ name: string, passed: number, failed: readonly string[], seconds: number }[]} */
export function keptCounts(root) {
  const folder = path.join(root, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));
}
