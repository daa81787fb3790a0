import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { type ChromiumProgram, packagedChromium } from "./chromium-package";

type Environment = Readonly<Record<string, string | undefined>>;

export const NO_CHROMIUM =
  "The tests need Chromium. Install it (for example `apt-get install chromium` or `npx playwright-core install chromium`), " +
  "or set CHROMIUM_PATH to one that is installed.";

/** Chromium talks to its maker on its own (updates, sync, field trials); a test machine stays silent. */
export const QUIET = [
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** A test machine has no graphics card and often runs as root, where the sandbox cannot start. */
export const BARE = ["--no-sandbox", "--disable-gpu"];

/**
 * Starts a real Chromium without a window.
 *
 * @throws {Error} with the sentence that says what to install. Tests never skip themselves for want of a browser.
 */
export async function launchChromium(): Promise<Browser> {
  const program = await findChromium();
  if (!program) throw new Error(NO_CHROMIUM);
  const env = { ...definedOnly(process.env), ...program.env };
  return chromium.launch({ executablePath: program.path, env, headless: true, args: [...BARE, ...QUIET] });
}

let kept: Promise<Browser> | null = null;

/**
 * The browser of this worker, for whoever opens contexts of their own in it: to start one takes as long as a short test.
 * It ends with the worker, because it is driven through a pipe.
 */
export async function keptChromium(): Promise<Browser> {
  const browser = await kept?.catch(() => null);
  if (browser?.isConnected()) return browser;
  kept = launchChromium();
  return kept;
}

/** $CHROMIUM_PATH, one of this machine, Playwright's own, then the one an npm package carries. */
export async function findChromium(env: Environment = process.env): Promise<ChromiumProgram | null> {
  const named = env["CHROMIUM_PATH"];
  if (named) {
    if (isProgram(named)) return { path: named, env: {} };
    throw new Error("CHROMIUM_PATH is set, but there is no program at that place.");
  }
  const path = installed(env) ?? own();
  return path ? { path, env: {} } : packagedChromium();
}

function installed(env: Environment): string | null {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...candidates, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find(isProgram) ?? null;
}

function own(): string | null {
  const program = chromium.executablePath();
  return isProgram(program) ? program : null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const definedOnly = (env: Environment) =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
