import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ProviderDefinition } from "@/lib/core/providers/definition";

const FOLDER = path.join(import.meta.dirname, "../../lib/core/providers");

/** Names of the files that describe one provider each, without their ending. */
export const providerFiles = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".ts") && readFileSync(path.join(FOLDER, name), "utf8").includes("defineProvider({"))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();

/** Every definition that has a file, offered already or not, in the order of their files. */
export async function shippedDefinitions(): Promise<readonly ProviderDefinition[]> {
  const modules = await Promise.all(
    providerFiles().map((name) => import(path.join(FOLDER, `${name}.ts`)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isDefinition));
}

/** @throws {Error} for a provider without a file */
export async function shippedDefinition(id: string): Promise<ProviderDefinition> {
  const found = (await shippedDefinitions()).find((definition) => definition.id === id);
  if (!found) throw new Error(`no definition describes ${id}`);
  return found;
}

const isDefinition = (value: unknown): value is ProviderDefinition =>
  typeof value === "object" && value !== null && "id" in value && "environments" in value;
