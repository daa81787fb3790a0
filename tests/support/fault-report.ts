import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const FILE = path.join(import.meta.dirname, "../results/faults.jsonl");

/** What a fault test counted. */
export type FaultReport = {
  /** The row of the failure matrix; null: a promise beside it. */
  readonly row: number | null;
  /** What was tried and counted, in a few words: "20 callers in 3 processes, requests for each renewal". */
  readonly says: string;
  /** How often it was tried. */
  readonly n: number;
  /** The figures, with their names: "200 requests, 0 reuses". */
  readonly result: string;
};

/** Adds a line to the table of `npm run test:faults`. Call it after the last expectation: what is not true must not be told. */
export function reportFault({ row, says, n, result }: FaultReport): void {
  mkdirSync(path.dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify({ row, says, n, result })}\n`);
}

/** `HOLDFAST_FAULTS=long` asks for the numbers of a release. */
export const LONG = process.env["HOLDFAST_FAULTS"] === "long";
