import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { readRegistrations } from "@/lib/runtime/provider-variables";
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
    const without = readRegistrations(CATALOGUE, { ...values, [name]: undefined }, "https://holdfast.example");
    const other = readRegistrations(CATALOGUE, { ...values, [name]: `${values[name]}-other` }, "https://holdfast.example");
    expect([without, other], name).not.toEqual([
      { registrations, faults },
      { registrations, faults },
    ]);
  }
});
