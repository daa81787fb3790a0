import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "@/lib/adapters/db/folder-lock";

let home: string;
let dir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "holdfast lock "));
  dir = path.join(home, "database");
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true });
});

/** Another process, about to take the folder. */
async function waiting(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/integration/embedded/holder.ts", dir], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

/** Whether it got the folder. */
function take(child: ChildProcess): Promise<boolean> {
  child.stdin?.write("go\n");
  return Promise.race([
    once(child.stdout as NodeJS.ReadableStream, "data").then(() => true),
    once(child, "exit").then(() => false),
  ]);
}

async function holder(): Promise<{ child: ChildProcess; got: boolean }> {
  const child = await waiting();
  return { child, got: await take(child) };
}

describe("the lock of an embedded database", () => {
  it("keeps a second process out and names the first, and is free again once the first is killed", async () => {
    const { child, got } = await holder();
    expect(got).toBe(true);
    expect(() => lockFolder(dir)).toThrow(`in use by process ${child.pid}`);
    child.kill("SIGKILL");
    await once(child, "exit");
    const unlock = lockFolder(dir);
    unlock();
    expect(existsSync(`${dir}.lock`)).toBe(false);
  });

  it("opens once in a process", () => {
    const unlock = lockFolder(dir);
    expect(() => lockFolder(dir)).toThrow("this process already opened");
    unlock();
    lockFolder(dir)();
  });

  it.each([
    ["names this very process id, as after a restart in a container", `${process.pid}`],
    ["names a living process that began at another moment", `${process.ppid} 1`],
    ["names a process that is gone", "2147483646 5"],
    ["is empty, left by a process that was killed while it wrote", ""],
    ["holds something else", "hello"],
  ])("a lock file that %s is taken over", (_, content) => {
    writeFileSync(`${dir}.lock`, content);
    const unlock = lockFolder(dir);
    expect(readFileSync(`${dir}.lock`, "utf8")).toContain(String(process.pid));
    unlock();
    expect(readdirSync(home)).toEqual([]);
  });

  it("given back once, it is never taken from the next holder", async () => {
    const unlock = lockFolder(dir);
    unlock();
    const { got } = await holder();
    expect(got).toBe(true);
    unlock();
    process.emit("exit", 0);
    expect(existsSync(`${dir}.lock`)).toBe(true);
  });

  it("of many processes that find a dead lock at once, exactly one gets it", async () => {
    writeFileSync(`${dir}.lock`, "2147483646 5");
    const ready = await Promise.all(Array.from({ length: 6 }, waiting));
    const got = await Promise.all(ready.map(take));
    expect(got.filter(Boolean)).toHaveLength(1);
  });
});
