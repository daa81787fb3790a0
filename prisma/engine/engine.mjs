import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { adapterFactory } from "./adapters.mjs";

/** Names that differ between the protocol and the WebAssembly build. */
const METHODS = { getDatabaseVersion: "version" };

/** Sides of a comparison that are read from a live database. */
const LIVE_SIDES = ["datasource", "schemaDatasource", "url"];

let bindings;

/**
 * Answers one request of the protocol.
 *
 * Each request gets a fresh engine: after it has applied migrations, an engine no longer finds its second database.
 *
 * @param options what `readArguments` found
 */
export async function callEngine(options, method, params) {
  const engine = await startEngine(options, needsServer(method, params));
  const call = engine[METHODS[method] ?? method];
  if (!call) throw new Error(`the WebAssembly schema engine does not know ${method}`);
  // Only this question prepares the second database for the two calls that need it.
  if (method === "evaluateDataLoss" || method === "createMigration") {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  return call.call(engine, params);
}

const needsServer = (method, params) =>
  method !== "diff" || [params.from, params.to].some((side) => LIVE_SIDES.includes(side.tag));

async function startEngine({ datamodels, datasource }, onServer) {
  bindings ??= await loadBindings();
  const models = await Promise.all(datamodels.map(async (file) => [file, await readFile(file, "utf8")]));
  const place = onServer ? { url: process.env.DATABASE_URL, ...datasource } : {};
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(place));
  const log = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  return bindings.SchemaEngine.new({ datamodels: models.length > 0 ? models : undefined }, log, factory);
}

/** The package's own entry point expects a bundler; this is what a bundler would make of it. */
async function loadBindings() {
  // The engine reports a panic through this name and then ends.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: reportPanic };
  const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const loaded = await import(pathToFileURL(file).href);
  const { instance } = await WebAssembly.instantiate(await readFile(file.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": loaded,
  });
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return loaded;
}

function reportPanic(message) {
  process.stderr.write(`${JSON.stringify({ level: "ERROR", fields: { message, is_panic: true } })}\n`);
}
