import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Container } from "@/lib/runtime/container";
import type { Actor } from "@/lib/services/contract";
import { embeddedSettings, openTrial } from "@/tests/support/embedded-house";
import { makeSeller } from "@/tests/support/house";

let home: string;
let trial: Container;
let jane: Actor;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "holdfast refused "));
  trial = await openTrial(embeddedSettings(home));
  jane = await makeSeller({ container: trial });
});
afterAll(async () => {
  await trial.close();
  rmSync(home, { recursive: true, force: true });
});

const number = async (n: number) => (await trial.database.query("select $1::int as n", [n])).rows[0]?.["n"];

it.each([
  ["a value that cannot be stored", "select $1::text", "a\u0000b"],
  ["a value of another kind", "select $1::int", "word"],
  ["a calculation without a result", "select 1 / $1::int", "0"],
  ["a question that is none", "select $1, $1::int", "1"],
])("after %s was refused, whoever asks next is answered with their own rows", async (_what, sql, value) => {
  await expect(trial.database.query(sql, [value])).rejects.toThrow();
  expect(await Promise.all([number(1), number(2), number(3)])).toEqual([1, 2, 3]);
});

it("the same holds for what the services ask, several at once", async () => {
  const asked = await Promise.allSettled([
    trial.dependencies.connections.ofOwner(jane.userId, "a\u0000b"),
    trial.dependencies.registrations.enabled(),
    trial.dependencies.connections.ofOwner(jane.userId, "a\u0000b"),
    trial.runtime.services.dashboard(jane, {}),
  ]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  expect(asked[1]).toMatchObject({ value: [{ providerId: "stubhub" }] });
  expect(await number(7)).toBe(7);
});
