import { afterEach, expect, vi } from "vitest";

/** Output that nobody announced is a fault: an unhandled warning today is a lost error tomorrow. */
const seen: string[] = [];
for (const method of ["error", "warn"] as const) {
  vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
    seen.push(`console.${method}: ${args.map(String).join(" ")}`);
  });
}

afterEach(() => {
  const lines = seen.splice(0);
  expect(lines, "a unit test writes nothing to the console").toEqual([]);
});
