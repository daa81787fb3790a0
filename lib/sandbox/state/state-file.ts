import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { SandboxRecords } from "./records";

/** The sandbox's memory. `save` resolves when what is in memory now is on disk. */
export type Store = { readonly records: SandboxRecords; readonly save: () => Promise<void> };

const emptyRecords = (): SandboxRecords => ({ version: 1, signingKey: null, providers: {} });

async function load(file: string): Promise<SandboxRecords> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return null;
    throw cause;
  });
  if (text === null) return emptyRecords();
  try {
    return SandboxRecords.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`The sandbox cannot read its state file ${file}. Delete it to begin with an empty sandbox.`, { cause });
  }
}

/** Renaming is atomic: a reader, or a start after a kill, sees the old state or the new one, never a part. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

/** A memory that begins with what is given and ends with the process. */
export const memoryOf = (records: SandboxRecords): Store => ({ records, save: async () => undefined });

/**
 * Opens the state file, or a memory that ends with the process when `file` is null.
 *
 * @throws {Error} when the file exists and is not the sandbox's.
 */
export async function openStore(file: string | null): Promise<Store> {
  if (file === null) return memoryOf(emptyRecords());
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const records = await load(file);
  let written = "";
  let queue: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    const text = JSON.stringify(records);
    if (text === written) return queue;
    written = text;
    queue = queue
      .catch(() => undefined)
      .then(() => replace(file, text))
      .catch((cause: unknown) => {
        written = "";
        throw cause;
      });
    return queue;
  };
  return { records, save };
}
