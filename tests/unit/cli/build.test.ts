import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeProblem } from "@/lib/cli/node-version.mjs";
import { hashOf, readStamp, writeStamp } from "@/lib/cli/stamp.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "holdfast build "));
  mkdirSync(path.join(root, "lib/core"), { recursive: true });
  writeFileSync(path.join(root, "lib/core/a.ts"), "one");
});
afterEach(() => rmSync(root, { recursive: true }));

test.each(["v18.20.4", "v20.18.3", "v9.0.0"])("Node %s is refused with a sentence that names what is needed", (version) => {
  expect(nodeProblem(version)).toContain("20.19 or newer");
});

test.each(["v20.19.0", "v20.20.2", "v22.0.0", "v30.1.0"])("Node %s is accepted", (version) => {
  expect(nodeProblem(version)).toBeNull();
});

test("a changed, added or renamed source makes a build old; a generated one does not", () => {
  const before = hashOf(root, ["lib"]);

  mkdirSync(path.join(root, "lib/adapters/db/generated"), { recursive: true });
  writeFileSync(path.join(root, "lib/adapters/db/generated/client.ts"), "generated");
  expect(hashOf(root, ["lib"])).toBe(before);

  writeFileSync(path.join(root, "lib/core/a.ts"), "two");
  const changed = hashOf(root, ["lib"]);
  writeFileSync(path.join(root, "lib/core/b.ts"), "two");
  const added = hashOf(root, ["lib"]);
  expect(new Set([before, changed, added]).size).toBe(3);
});

test("a build whose product was deleted is old", () => {
  const step = { name: "server", product: "dist/server.js" };
  writeStamp(root, step, "abc");
  expect(readStamp(root, step)).toBeNull();

  writeFileSync(path.join(root, "dist/server.js"), "");
  expect(readStamp(root, step)).toBe("abc");
});
