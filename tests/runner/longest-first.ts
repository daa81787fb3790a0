import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, longest first. On two cores a long file that starts last leaves the other core idle
 * until it ends. Vitest learns durations itself, but a clean checkout has none to learn from.
 */
const LONGEST = [
  "faults/kills.test.ts",
  "faults/troubles.test.ts",
  "faults/endings.test.ts",
  "faults/many-callers.test.ts",
  "faults/sleeping-process.test.ts",
  "pages/axe.test.ts",
  "pages/budgets.test.ts",
  "admin/finding.test.ts",
  "admin/table-journeys.test.ts",
  "admin/jobs-page.test.ts",
  "admin/roles.test.ts",
  "journeys/keeping.test.ts",
  "journeys/eight.test.ts",
  "integration/door/settings.test.ts",
  "integration/flow/repeated-callbacks.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}`));
      return place < 0 ? LONGEST.length : place;
    };
    return rest.sort((a, b) => rank(a) - rank(b));
  }
}
