import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { startChild } from "../support/child";
import { findChromium, launchChromium } from "../support/chromium";
import { sweepClusters } from "../support/cluster-sweep";
import { freePort } from "../support/free-port";
import { emptyDatabase, type TestDatabase } from "../support/postgres";
import { findPrograms } from "../support/postgres-programs";
import { withSession } from "../support/postgres-session";
import { until } from "../support/test-engine";

async function waiting(database: TestDatabase): Promise<unknown> {
  const [row] = await database.query(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return row?.["n"];
}

describe("what the tests stand on", () => {
  test("a real Chromium starts, shows a page and has fonts to measure", async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.setContent("<span id=narrow>iiii</span><span id=wide>WWWW</span>");

    const widths = await page.$$eval("span", (spans) => spans.map((span) => span.getBoundingClientRect().width));
    await browser.close();

    expect(widths[0]).toBeGreaterThan(0);
    expect(widths[1]).toBeGreaterThan(widths[0] ?? Number.NaN);
  });

  test("a CHROMIUM_PATH that leads nowhere is said, not passed over", async () => {
    await expect(findChromium({ CHROMIUM_PATH: path.join(tmpdir(), "no-such-browser") })).rejects.toThrow("CHROMIUM_PATH");
  });

  test("a machine without PostgreSQL uses the one that a package carries", () => {
    expect(findPrograms({ PATH: "", TEST_POSTGRES: "package" })?.source).toBe("package");
  });

  test("a child that does not want to end is ended", async () => {
    await using child = startChild(process.execPath, [
      "-e",
      "process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)",
    ]);
    await child.waitFor(/deaf/);

    await child.stop("SIGTERM", 200);

    expect(await child.ended).toBe("SIGKILL");
  });

  test("waiting for a child that has ended, or never started, does not hang", async () => {
    await using ended = startChild(process.execPath, ["-e", "console.log('bye')"]);
    await using absent = startChild(path.join(tmpdir(), "no-such-program"), []);

    await expect(ended.waitFor(/hello/)).rejects.toThrow(/ended with 0/);
    await expect(absent.waitFor(/hello/)).rejects.toThrow(/ENOENT/);
  });

  test("free ports differ and are above the reserved ones", async () => {
    const ports = await Promise.all([freePort(), freePort()]);

    expect(Math.min(...ports)).toBeGreaterThan(1023);
  });

  test("the cluster of a run that was killed is swept away, one of a living run stays", async () => {
    const parent = mkdtempSync(path.join(tmpdir(), "holdfast sweep "));
    await using dead = startChild(process.execPath, ["-e", ""]);
    await dead.ended;
    for (const [name, owner] of [
      ["cluster-dead", dead.pid],
      ["cluster-alive", process.pid],
    ] as const) {
      mkdirSync(path.join(parent, name));
      writeFileSync(path.join(parent, name, "owner"), String(owner));
    }

    sweepClusters(parent, "cluster-");

    expect(existsSync(path.join(parent, "cluster-dead"))).toBe(false);
    expect(existsSync(path.join(parent, "cluster-alive"))).toBe(true);
    rmSync(parent, { recursive: true });
  });

  test("where a test's statement and the product wait for each other, the product goes on, and then the statement", async () => {
    await using database = await emptyDatabase();
    await database.query("create table place (name text primary key, n int not null)");
    await database.query("insert into place values ('first', 0), ('second', 0)");

    await withSession(database.url, async (product) => {
      await product.query("begin");
      await product.query("update place set n = n + 1 where name = 'second'");
      const statement = database.query("update place set n = n + 10");
      await until(async () => (await waiting(database)) === 1);
      // The server looks for a deadlock once, after a second: from then on it would end the product's.
      await new Promise((resolve) => setTimeout(resolve, 1200));
      await product.query("update place set n = n + 1 where name = 'first'");
      await product.query("commit");
      await statement;
    });

    expect(await database.query("select n from place")).toEqual([{ n: 11 }, { n: 11 }]);
  });
});
