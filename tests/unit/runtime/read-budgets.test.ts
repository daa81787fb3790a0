import { expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { budgetsOf, readBudgets } from "@/lib/runtime/read-budgets";
import { madeUpProvider } from "@/tests/support/provider-target";

const provider = madeUpProvider();
const read = (source: Readonly<Record<string, string>>) => readBudgets([provider], source);
const registered = { providerId: "made-up", environmentId: "production", name: "" } as Parameters<
  ReturnType<typeof budgetsOf>
>[0];

it("a marketplace that names no limit is asked twenty times a second at most, and sixteen times at once", () => {
  expect(budgetsOf([], [provider])(registered)).toEqual({ perSecond: 20, atOnce: 16 });
});

it("a marketplace that names one keeps to it: eBay's fifty thousand a day are never reached", () => {
  const { perSecond } = budgetsOf([], CATALOGUE)({ ...registered, providerId: "ebay" });
  expect(perSecond * 86_400).toBeLessThanOrEqual(50_000);
});

it("an operator may know better, for one registration and one of the two numbers alone", () => {
  const { budgets, faults } = read({
    MADE_UP_REGISTRATIONS: "second",
    MADE_UP_RENEWALS_PER_SECOND: "2.5",
    MADE_UP_SECOND_RENEWALS_AT_ONCE: "100",
  });
  expect(faults).toEqual([]);
  const budgetOf = budgetsOf(budgets, [provider]);
  expect(budgetOf(registered)).toEqual({ perSecond: 2.5, atOnce: 16 });
  expect(budgetOf({ ...registered, name: "second" })).toEqual({ perSecond: 20, atOnce: 100 });
});

it.each([
  ["MADE_UP_RENEWALS_PER_SECOND", "0", "a number above 0"],
  ["MADE_UP_RENEWALS_PER_SECOND", "plenty", "a number above 0"],
  ["MADE_UP_RENEWALS_AT_ONCE", "1.5", "a whole number of at least 1"],
  ["MADE_UP_RENEWALS_AT_ONCE", "-3", "a whole number of at least 1"],
])("%s=%s is refused by name, with what it must be and without its value", (name, value, says) => {
  expect(read({ [name]: value })).toEqual({ budgets: [], faults: [`${name}: must be ${says}`] });
});

it("what is set to nothing is not set", () => {
  expect(read({ MADE_UP_RENEWALS_PER_SECOND: "" })).toEqual({ budgets: [], faults: [] });
});
