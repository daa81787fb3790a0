import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { BARE, findChromium, NO_CHROMIUM, QUIET } from "./chromium";

/** One look of Lighthouse at one page: a phone that it simulates. Scores are 0 to 100, times milliseconds. */
export type Look = {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly lcp: number;
  readonly tbt: number;
  readonly cls: number;
};

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, "../..");
const LISTED = path.join(ROOT, "tests/quality");
/** In the cache and not beside its list: compilers and search tools look through the project's folders. */
const INSTALLED = path.join(ROOT, ".holdfast/cache/lighthouse");
const PROGRAM = path.join(INSTALLED, "node_modules/lighthouse/cli/index.js");

/** Installs Lighthouse exactly as `tests/quality` lists it, once. @throws {Error} with npm's words when that fails */
export async function installLighthouse(): Promise<void> {
  const same = (name: string) => {
    const there = path.join(INSTALLED, name);
    return existsSync(there) && readFileSync(there).equals(readFileSync(path.join(LISTED, name)));
  };
  if (existsSync(PROGRAM) && same("package-lock.json")) return;
  mkdirSync(INSTALLED, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(path.join(LISTED, name), path.join(INSTALLED, name));
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: INSTALLED });
}

/**
 * Opens a page cold, as Lighthouse's simulated phone, and measures it.
 *
 * @param cookie of who looks: a whole `name=value`, or null for a stranger
 */
export async function lookAt(address: string, cookie: string | null): Promise<Look> {
  const chromium = await findChromium();
  if (!chromium) throw new Error(NO_CHROMIUM);
  const headers = path.join(INSTALLED, `headers-${process.pid}.json`);
  // By a file: what stands on a command line is seen by everybody on the machine.
  writeFileSync(headers, JSON.stringify(cookie === null ? {} : { Cookie: cookie }), { mode: 0o600 });
  try {
    const { stdout } = await run(
      process.execPath,
      [
        PROGRAM,
        address,
        "--quiet",
        "--output=json",
        "--form-factor=mobile",
        "--throttling-method=simulate",
        "--only-categories=performance,accessibility,best-practices",
        `--extra-headers=${headers}`,
        `--chrome-flags=${["--headless", ...BARE, ...QUIET].join(" ")}`,
      ],
      { env: { ...process.env, ...chromium.env, CHROME_PATH: chromium.path }, maxBuffer: 64 * 1024 * 1024 },
    );
    return read(JSON.parse(stdout) as Report);
  } finally {
    rmSync(headers, { force: true });
  }
}

type Report = {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
};

function read({ runtimeError, categories, audits }: Report): Look {
  if (runtimeError) throw new Error(`lighthouse: ${runtimeError.message}`);
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    lcp: value("largest-contentful-paint"),
    tbt: value("total-blocking-time"),
    cls: value("cumulative-layout-shift"),
  };
}
