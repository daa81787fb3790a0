import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

/** Where a Chromium is and what its own environment must say. */
export type ChromiumProgram = { readonly path: string; readonly env: Readonly<Record<string, string>> };

const run = promisify(execFile);
const UNPACK = 'const { default: carried } = await import("@sparticuz/chromium"); await carried.executablePath();';

const CACHE = path.join(import.meta.dirname, "../../.holdfast/cache");

/**
 * Unpacks the Chromium that an npm package carries, once, into our own cache. Null where there is none.
 *
 * The package unpacks into the system's temporary folder and takes whatever already lies there, even half a file
 * or another user's; so it is given a folder of our own, which gets its name only when it is complete. What it
 * sets in the environment is meant for the browser alone: the libraries it brings would break other programs.
 */
export async function packagedChromium(): Promise<ChromiumProgram | null> {
  const version = packageVersion();
  if (process.platform !== "linux" || version === null) return null;
  const home = path.join(CACHE, `chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  const env = { LD_LIBRARY_PATH: path.join(home, "al2023", "lib"), FONTCONFIG_PATH: path.join(home, "fonts") };
  return { path: path.join(home, "chromium"), env };
}

async function unpack(home: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  // In a process of its own: meanwhile this one makes temporary folders that must not land in ours.
  await run(process.execPath, ["--input-type=module", "-e", UNPACK], {
    cwd: path.join(import.meta.dirname, "../.."),
    // Without the runtime's name the package leaves out the libraries that a bare system lacks.
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
  });
  writeFileSync(path.join(draft, "fonts", "fonts.conf"), fontSettings(home));
  try {
    renameSync(draft, home);
  } catch {
    // Another run was faster; its copy is as good.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The package's own settings name the temporary folder; a page without fonts has no width to test. */
function fontSettings(home: string): string {
  const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${text(path.join(home, "fonts"))}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${text(path.join(home, "fonts-cache"))}</cachedir>
</fontconfig>
`;
}

function packageVersion(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const root = entry.slice(0, entry.lastIndexOf(`${path.sep}build${path.sep}`));
    return (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string }).version;
  } catch {
    return null;
  }
}
