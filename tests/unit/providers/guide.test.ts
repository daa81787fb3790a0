import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { readRegistrations } from "@/lib/runtime/provider-variables";
import { linesThatName, providerNames } from "../../architecture/provider-names";
import { providerGuide } from "../../support/provider-guide/guide";
import { settingsOf } from "../../support/provider-guide/settings";
import { duration } from "../../support/provider-guide/words";
import { shippedDefinitions } from "../../support/shipped-definitions";

const ROOT = path.join(import.meta.dirname, "../../..");

describe("the guide to the marketplaces", () => {
  test("is what the definitions give; `npm run docs` writes it anew", () => {
    expect(readFileSync(path.join(ROOT, "docs/providers.md"), "utf8")).toBe(providerGuide(CATALOGUE));
  });

  test("has a row and a section for each definition that has a file", async () => {
    const guide = providerGuide(CATALOGUE);

    for (const { displayName } of await shippedDefinitions()) {
      expect(guide).toContain(`\n## ${displayName}\n`);
      expect(guide).toContain(`\n| [${displayName}](#`);
    }
  });

  test.each(CATALOGUE)("the settings that it names for $displayName are those that a start asks for", (definition) => {
    const required = settingsOf(definition).filter(({ otherwise }) => otherwise === null);
    const environment = Object.fromEntries(required.map(({ name }) => [name, "value"]));
    const read = (source: Record<string, string>) => readRegistrations(CATALOGUE, source, "https://sell.example.com");

    expect(read(environment)).toMatchObject({ faults: [], registrations: [{ providerId: definition.id }] });
    for (const { name } of required.slice(1)) {
      const { [name]: _, ...rest } = environment;
      expect(read(rest).faults.join("\n")).toContain(`${name}: is missing`);
    }
  });

  test("nothing of it was written for one marketplace", () => {
    const folder = path.join(ROOT, "tests/support/provider-guide");
    const naming = linesThatName(providerNames());

    for (const file of readdirSync(folder))
      expect(
        readFileSync(path.join(folder, file), "utf8")
          .split("\n")
          .filter((line) => naming.test(line)),
      ).toEqual([]);
  });

  test.each([
    [1, "1 second"],
    [600, "10 minutes"],
    [43_200, "12 hours"],
    [7_776_000, "90 days"],
    [31_536_000, "1 year"],
    [47_304_000, "1.5 years"],
    [315_360_000, "10 years"],
  ])("%d seconds are %s", (seconds, says) => {
    expect(duration(seconds)).toBe(says);
  });
});
