import { readFileSync } from "node:fs";
import path from "node:path";
import type { DialectRequest } from "@/lib/core/oauth/dialect-request";

/** A request written out by hand, one parameter a line. */
export const golden = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "golden", `${name}.txt`), "utf8").trimEnd();

/** A request in the same form. */
export function writeOut({ method, url, headers, body }: DialectRequest): string {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
  const [address, query] = url.split("?");
  const head = [`${method} ${address}`, ...(query === undefined ? [] : [`?${query.replaceAll("&", "\n&")}`]), ...lines].join(
    "\n",
  );
  return body === null ? head : `${head}\n\n${body.replaceAll("&", "\n&")}`;
}
