import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const PREFIX = "/_next/static/";
const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
/** Content codings in the order of what they save, and how the build names their files. */
const CODINGS = [
  { coding: "br", ending: ".br" },
  { coding: "gzip", ending: ".gz" },
] as const;

/** Whether it has answered. */
type BuiltFiles = (request: Pick<IncomingMessage, "method" | "url" | "headers">, response: ServerResponse) => boolean;

/**
 * Answers for scripts and style sheets of the build that it has compressed (`lib/cli/compress-built.mjs`), from memory. Only
 * names that were there at the start are known, so nothing of an address reaches the file system. All else, and whoever takes no
 * coding, is left to the framework.
 *
 * @param folder of the built files; they carry a digest of their content in their name
 */
export function builtFiles(folder: string): BuiltFiles {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const known = new Set(names.map((name) => name.split(path.sep).join("/")));
  const held = new Map<string, Buffer>();
  const read = (name: string): Buffer => {
    const bytes = held.get(name) ?? readFileSync(path.join(folder, name));
    held.set(name, bytes);
    return bytes;
  };

  return ({ method, url = "", headers }, response) => {
    const name = url.split("?", 1)[0]?.slice(PREFIX.length) ?? "";
    const type = TYPES[path.extname(name)];
    if ((method !== "GET" && method !== "HEAD") || !url.startsWith(PREFIX) || type === undefined) return false;
    const accepted = codingsOf(headers["accept-encoding"]);
    const found = CODINGS.find(({ coding, ending }) => accepted.has(coding) && known.has(`${name}${ending}`));
    if (found === undefined) return false;
    const bytes = read(`${name}${found.ending}`);
    response.writeHead(200, {
      "Content-Type": type,
      "Content-Encoding": found.coding,
      "Content-Length": bytes.length,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    response.end(method === "HEAD" ? undefined : bytes);
    return true;
  };
}

/** Codings that may be used: those named with a weight above 0 (RFC 9110 §12.5.3). */
function codingsOf(header: string | readonly string[] | undefined): ReadonlySet<string> {
  const ranges = String(header ?? "")
    .toLowerCase()
    .split(",")
    .map((range) => range.split(";").map((part) => part.trim()));
  return new Set(ranges.filter(([, weight]) => !/^q=0(?:\.0*)?$/.test(weight ?? "")).map(([coding = ""]) => coding));
}
