import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { trialSecrets } from "@/lib/runtime/trial-secrets";

let folder = "";
let made: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-secrets-"));
  made = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (home = path.join(folder, "home")) => trialSecrets(home, (file) => made.push(file));

it("the first start makes secrets that nobody else has, for its owner's eyes only", () => {
  const secrets = read();
  const file = path.join(folder, "home", "trial.json");

  expect(made).toEqual([file]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  expect(Buffer.from(secrets.authSecret, "base64url").length).toBeGreaterThanOrEqual(32);
  expect(() => parseKeyRing(secrets.keys)).not.toThrow();
  expect(read(path.join(folder, "other"))).not.toMatchObject({ authSecret: secrets.authSecret });
});

it("the next start finds the same secrets and makes none", () => {
  const first = read();

  expect(read()).toEqual(first);
  expect(made).toHaveLength(1);
});

it("its client secret holds the characters that only a correct encoding keeps", () => {
  expect(read().clientSecret).toMatch(/^50%\+1:\//);
});

it.each(["", "{}", "not json", '{"deploymentId":"x","authSecret":"short","keys":"","clientSecret":""}'])(
  "a file that cannot be read stops the start and is left as it is: %s",
  (text) => {
    const file = path.join(folder, "trial.json");
    writeFileSync(file, text);

    expect(() => read(folder)).toThrow(/cannot be read\. Restore it, or delete the folder/);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(made).toEqual([]);
  },
);
