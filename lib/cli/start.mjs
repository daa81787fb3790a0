/**
 * `npm start`: builds what is missing or old, then runs the server in this very process, so that signals reach it.
 * `npm run dev` is the same with the framework's development mode.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { nodeProblem } from "./node-version.mjs";

const root = path.resolve(import.meta.dirname ?? ".", "../..");
const dev = process.argv.includes("--dev");

function refuse(reason) {
  console.error(reason);
  process.exit(1);
}

const problem = nodeProblem(process.version);
if (problem) refuse(problem);
if (!existsSync(path.join(root, "node_modules/esbuild"))) refuse("The packages are not installed. Run `npm ci` first.");

process.chdir(root);
process.env.NODE_ENV = dev ? "development" : "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Loaded late: it needs the packages and a Node that knows its syntax.
const { build } = await import("./build-steps.mjs");
const built = await build(root, { pages: !dev });
if (!built.ok) refuse(built.reason);

process.setSourceMapsEnabled(true);
const server = path.join(root, "dist/server.js");
// The server runs only where it is the program that was started; from here on it is.
process.argv[1] = server;
await import(pathToFileURL(server).href);
