/** Runs one of the commands beside the server, building it first when it is old: `node lib/cli/command.mjs invite ...` */
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname ?? ".", "../..");
const [name = ""] = process.argv.splice(2, 1);
process.chdir(root);
process.env.NODE_ENV = "production";

const { build } = await import("./build-steps.mjs");
const built = await build(root, { pages: false, quiet: true });
if (!built.ok) {
  console.error(built.reason);
  process.exit(1);
}
const program = path.join(root, "dist", `${name}.js`);
// What runs only where it is the program that was started is that from here on.
process.argv[1] = program;
await import(pathToFileURL(program).href);
