import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CANARY_RESULTS } from "@/lib/core/connections/canary";
import { FAILURE_CLASSES, REAUTH_REASONS } from "@/lib/core/connections/connection";
import type { AccessFinding, ClientFinding, DiagnosisFacts } from "@/lib/core/connections/diagnosis/facts";
import { judgeDiagnosis } from "@/lib/core/connections/diagnosis/judge";
import { DIAGNOSIS_STEPS, STEP_WHYS, VERDICTS } from "@/lib/core/connections/diagnosis/report";
import { TROUBLES } from "@/lib/core/connections/trouble";
import { ERROR_EFFECTS } from "@/lib/core/oauth/error-effect";
import type { LineReport, SeenCall } from "@/lib/core/ports/examination";
import type { ProbeOutcome, TokenOutcome } from "@/lib/core/ports/provider-client";
import type { ErrorClass } from "@/lib/core/providers/definition-reply";
import { hasText } from "@/lib/views/texts/translate";
import { AT, connectionRecord } from "@/tests/support/connection-record";

const evidence = fc.record({
  status: fc.constantFrom(null, 200, 400, 401, 403, 429, 503),
  durationMs: fc.nat({ max: 10_000 }),
  errorCode: fc.constant(null),
  errorText: fc.constant(null),
  clockSkewMs: fc.constantFrom(null, 0, 500, 600_000, -600_000),
});
const refused = fc.record({
  ok: fc.constant(false as const),
  class: fc.constantFrom(...(Object.keys(ERROR_EFFECTS) as ErrorClass[])),
  proven: fc.boolean(),
  outcomeKnown: fc.boolean(),
  retryAfterSeconds: fc.constantFrom(null, 60),
  evidence,
});
const letIn = fc.record({ ok: fc.constant(true as const), evidence });
const probed: fc.Arbitrary<ProbeOutcome> = fc.oneof(
  letIn,
  refused.map((outcome) => ({ ...outcome, missing: ["read:sales"] })),
);
const call: fc.Arbitrary<SeenCall | null> = fc.option(
  fc.record({
    method: fc.constant("POST" as const),
    host: fc.constant("market.test"),
    path: fc.constant("/token"),
    status: fc.constant(null),
    reason: fc.constantFrom(null, "timeout" as const, "reset" as const, "redirect" as const, "body_too_large" as const),
    durationMs: fc.constant(5),
    sent: fc.constant([]),
    received: fc.constant([]),
  }),
);
const client: fc.Arbitrary<ClientFinding> = fc.oneof(
  fc.record({
    kind: fc.constant("tried" as const),
    result: fc.constantFrom(...CANARY_RESULTS),
    outcome: refused as fc.Arbitrary<TokenOutcome>,
    call,
  }),
  fc.record({ kind: fc.constant("kept" as const), result: fc.constantFrom(...CANARY_RESULTS), at: fc.constant(AT) }),
  fc.record({ kind: fc.constant("not_tried" as const), why: fc.constantFrom("off", "resting", "before", "no_target" as const) }),
) as fc.Arbitrary<ClientFinding>;
const access: fc.Arbitrary<AccessFinding> = fc.oneof(
  fc.record({ kind: fc.constant("asked" as const), outcome: probed, call }),
  fc.record({
    kind: fc.constant("not_asked" as const),
    why: fc.constantFrom("before", "resting", "no_call", "over", "too_soon", "key", "not_active" as const),
  }),
) as fc.Arbitrary<AccessFinding>;
const line: fc.Arbitrary<LineReport> = fc.record({
  host: fc.constant("market.test"),
  name: fc.constantFrom("found", "found", "found", "given", "unknown", "late", "forbidden" as const),
  line: fc.constantFrom("safe", "safe", "safe", "open", "closed", "late", "not_safe", "forbidden" as const, null),
  tookMs: fc.nat({ max: 3000 }),
}) as fc.Arbitrary<LineReport>;

const connection = fc
  .record({
    status: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "NEEDS_REAUTH", "PAUSED" as const),
    reauthReason: fc.constantFrom(...REAUTH_REASONS),
    trouble: fc.option(fc.record({ kind: fc.constantFrom(...TROUBLES), since: fc.constant(AT) })),
    failuresInRow: fc.nat({ max: 3 }),
    refusals: fc.nat({ max: 1 }),
    failure: fc.constantFrom(...FAILURE_CLASSES),
    hasRefresh: fc.boolean(),
    renewed: fc.boolean(),
  })
  .map(({ status, reauthReason, trouble, failure, failuresInRow, refusals, hasRefresh, renewed }) =>
    connectionRecord(
      { status: status as "ACTIVE", trouble, reauthReason: status === "NEEDS_REAUTH" ? reauthReason : null },
      {
        failuresInRow,
        refusals,
        hasRefresh,
        lastRefreshedAt: renewed ? AT : null,
        lastFailure: failuresInRow > 0 ? { class: failure, code: "any", at: AT } : null,
      },
    ),
  );

const anyFacts: fc.Arbitrary<DiagnosisFacts> = fc.record({
  now: fc.constantFrom(new Date(AT.getTime() - 60_000), new Date(AT.getTime() + 60_000)),
  connection,
  lines: fc.option(fc.array(line, { minLength: 1, maxLength: 2 }), { freq: 8 }),
  client,
  access,
  missing: fc.constantFrom([], ["read:sales"]),
  hasPermissions: fc.boolean(),
  restsUntil: fc.constantFrom(null, AT),
  endsSoon: fc.boolean(),
});
const RUNS = { numRuns: 2_000 };
/** Milliseconds; a test takes a part of a second on an idle machine. */
const PATIENCE = { timeout: 30_000 };

describe("whatever is found out about a connection, a diagnosis", () => {
  it("tells each step once, in order, in an end that has a sentence", PATIENCE, () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { steps } = judgeDiagnosis(facts);

        return steps.every(
          ({ name, result, why }, place) =>
            name === DIAGNOSIS_STEPS[place] && (STEP_WHYS[name][result] as readonly string[]).includes(why),
        );
      }),
      RUNS,
    );
  });

  it("ends in one action that the verdict has words for", PATIENCE, () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { kind, why } = judgeDiagnosis(facts).verdict;
        expect(VERDICTS[kind]).toContain(why);
      }),
      RUNS,
    );
  });

  it("never sends a seller to sign in where that would fail: at a marketplace that is down, or that refuses us", PATIENCE, () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { steps, verdict } = judgeDiagnosis(facts);
        const isInTheWay = steps.some(
          ({ name, result }) => result === "wrong" && ["name", "line", "answer", "client"].includes(name),
        );
        if (isInTheWay) expect(["reconnect", "renew", "fine"]).not.toContain(verdict.kind);
      }),
      RUNS,
    );
  });

  it("finds nothing wrong only where no step is, and asks a paused connection for nothing but to resume it", PATIENCE, () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { steps, verdict } = judgeDiagnosis(facts);
        if (verdict.kind === "fine") expect(steps.filter(({ result }) => result === "wrong")).toEqual([]);
        expect(verdict.kind === "resume").toBe(facts.connection.status === "PAUSED");
      }),
      RUNS,
    );
  });
});

it("every end of every step and every verdict of a diagnosis can be told in words", () => {
  const ends = DIAGNOSIS_STEPS.flatMap((name) => [
    `diagnose.heading.${name}`,
    ...Object.values<readonly string[]>(STEP_WHYS[name]).flatMap((whys) => whys.map((why) => `diagnose.${name}.${why}`)),
  ]);
  const verdicts = Object.entries(VERDICTS).flatMap(([kind, whys]) => [
    `event.diagnosed.${kind}`,
    ...whys.flatMap((why) => [`diagnose.verdict.${why}.title`, `diagnose.verdict.${why}.body`]),
  ]);

  expect([...ends, ...verdicts].filter((key) => !hasText(key))).toEqual([]);
});
