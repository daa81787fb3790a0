import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markFile } from "@/lib/adapters/system/mark-file";
import type { Mark } from "@/lib/core/ports/restores";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "holdfast-mark-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const mark = (count: number, volume = "v1"): Mark => ({ volume, count, at: new Date(Date.UTC(2026, 10, 22, 13, 0, count)) });
const FILE = "mark-shop.json";

describe("the mark of a volume", () => {
  it("is read again by the next process, and only its owner may read it", async () => {
    const folder = path.join(home, "new", "folder");
    expect(await markFile(folder, "shop").read()).toBeNull();
    await markFile(folder, "shop").keep(mark(7));
    expect(await markFile(folder, "shop").read()).toEqual(mark(7));
    expect(statSync(path.join(folder, FILE)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([FILE]);
  });

  it("is not set back by a slower process of the same host", async () => {
    await markFile(home, "shop").keep(mark(7));
    await markFile(home, "shop").keep(mark(6));
    expect(await markFile(home, "shop").read()).toEqual(mark(7));
    await markFile(home, "shop").keep(mark(1, "v2"));
    expect(await markFile(home, "shop").read(), "another volume's count is no lower one").toEqual(mark(1, "v2"));
  });

  it.each([
    "",
    "{",
    '{"volume":"v1"}',
    '{"volume":"v1","count":"7","at":"2026-11-22"}',
    '{"volume":"v1","count":7,"at":"soon"}',
    "null",
  ])("is none when the file holds %j", async (text) => {
    writeFileSync(path.join(home, FILE), text);
    expect(await markFile(home, "shop").read()).toBeNull();
  });

  it("is another one for another deployment in the same folder", async () => {
    await markFile(home, "shop").keep(mark(7));
    expect(await markFile(home, "staging").read()).toBeNull();
  });

  it("is remembered by the process where it cannot be written", async () => {
    writeFileSync(path.join(home, "taken"), "");
    const file = markFile(path.join(home, "taken"), "shop");
    await expect(file.keep(mark(7))).rejects.toThrow();
    expect(existsSync(path.join(home, FILE))).toBe(false);
    await expect(file.read()).resolves.toEqual(mark(7));
  });
});
