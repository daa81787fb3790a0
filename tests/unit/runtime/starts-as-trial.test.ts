import { expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { readSettings, startsAsTrial } from "@/lib/runtime/read-settings";

const trial = {
  port: 3000,
  sandboxPort: 4000,
  definitions: CATALOGUE,
  secrets: () => {
    throw new Error("a start that is refused makes no secrets");
  },
};

it.each([
  [{}, true],
  [{ APP_ORIGIN: "http://localhost:3000" }, true],
  [{ APP_ORIGIN: "https://holdfast.example" }, false],
  [{ DATABASE_URL: "postgresql://x" }, false],
  [{ DATABASE_URL: "postgresql://x", HOLDFAST_MODE: "trial" }, true],
  [{ HOLDFAST_MODE: "production" }, false],
])("the environment %j starts a trial: %s", (environment, expected) => {
  expect(startsAsTrial(environment)).toBe(expected);
});

it("a slip in the name of one of our settings is refused by its name, so that no trial starts where none was meant", () => {
  expect(readSettings({ HOLDFAST_MOD: "production" }, CATALOGUE, trial)).toEqual({
    ok: false,
    faults: ["HOLDFAST_MOD: there is no such setting"],
  });
});

it("a bad key ring is named together with every other fault", () => {
  const read = readSettings({ HOLDFAST_MODE: "production", PORT: "none", HOLDFAST_KEYS: '{"keys":[]}' }, CATALOGUE, trial);
  expect(read).toMatchObject({ ok: false });
  expect(!read.ok && read.faults.map((fault) => fault.split(":")[0])).toEqual(["PORT", "HOLDFAST_KEYS"]);
});
