import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { breaches, doors } from "./cruise";

const ROOT = path.join(import.meta.dirname, "../..");
const PLANTED = path.join(import.meta.dirname, "planted");
const names = doors.map((rule) => rule.name ?? "");

describe("doors", () => {
  test.each(names)("the rule %s reports its planted violation", async (name) => {
    const found = await breaches(path.join(PLANTED, name));

    expect(found.map((breach) => breach.rule)).toContain(name);
  });

  test("every planted violation belongs to a rule", () => {
    expect(readdirSync(PLANTED).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("nothing in the house goes through a wall", async () => {
    const program = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const args = [program, "--config", ".dependency-cruiser.mjs", "app", "components", "lib"];

    const said = await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch((error: { stdout: string }) => error);

    expect(said.stdout).toContain("no dependency violations found");
  });
});
