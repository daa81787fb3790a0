import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { readRegistrations } from "@/lib/runtime/provider-variables";
import { readBudgets } from "@/lib/runtime/read-budgets";
import { Environment } from "@/lib/runtime/settings";
import { settingsOf } from "../../support/provider-guide/settings";

const listed = [...readFileSync(".env.example", "utf8").matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)];
const values = Object.fromEntries(listed.map(([, name = "", value]) => [name, value || "x"]));

it("the list of settings has every setting of ours", () => {
  for (const name of Object.keys(Environment.shape)) expect(values, name).toHaveProperty(name);
});

it("the list of settings has everything that each marketplace asks for, and nothing that it does not read", () => {
  const { registrations, faults } = readRegistrations(CATALOGUE, values, "https://holdfast.example");

  expect(faults).toEqual([]);
  for (const { name } of CATALOGUE.flatMap(settingsOf)) expect(values, name).toHaveProperty(name);
  expect(new Set(registrations.map(({ providerId }) => providerId))).toEqual(new Set(CATALOGUE.map(({ id }) => id)));
  for (const [, name = ""] of listed) {
    if (name in Environment.shape) continue;
    const read = (source: Readonly<Record<string, string | undefined>>) => [
      readRegistrations(CATALOGUE, source, "https://holdfast.example"),
      readBudgets(CATALOGUE, source),
    ];
    const changed = [undefined, `${values[name]}-other`].map((value) => read({ ...values, [name]: value }));
    expect(changed, name).not.toEqual([read(values), read(values)]);
  }
});
