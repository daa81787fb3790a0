import { describe, expect, it } from "vitest";
import type { LineReport } from "@/lib/core/ports/examination";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import { isWell, judgeTest, type TestFacts } from "@/lib/core/providers/configuration-test";
import type { ErrorClass } from "@/lib/core/providers/definition-reply";
import english from "@/lib/views/texts/en.json";

const LINE: LineReport = { host: "token.example", name: "found", line: "safe", tookMs: 3 };
const answer = (errorClass: ErrorClass, status: number | null = 400, clockSkewMs: number | null = 0): TokenOutcome => ({
  ok: false,
  class: errorClass,
  proven: true,
  outcomeKnown: true,
  retryAfterSeconds: null,
  evidence: { status, durationMs: 3, errorCode: "code", errorText: null, clockSkewMs },
});
const REFUSED = answer("config_client", 401);
const ACCEPTED = answer("grant_dead");
const FACTS: TestFacts = { lines: [LINE], page: { kind: "answered", status: 200 }, tried: [ACCEPTED], notTried: "off" };

const judge = (change: Partial<TestFacts>) => judgeTest({ ...FACTS, ...change });
const step = (name: string, change: Partial<TestFacts>) => {
  const found = judge(change).steps.find((each) => each.name === name);
  return [found?.state, found?.why];
};

describe("a test of a configuration", () => {
  it("is well when everything answers and a made-up token is refused for itself", () => {
    expect(judge({}).steps.map(({ state }) => state)).toEqual(["well", "well", "well", "well", "open", "well"]);
    expect(isWell(judge({}))).toBe(true);
  });

  it("tells refused credentials from a refused token, and a secret that stands in from none", () => {
    expect(step("client", { tried: [REFUSED] })).toEqual(["wrong", "refused"]);
    expect(step("client", { tried: [REFUSED, ACCEPTED] })).toEqual(["wrong", "older_accepted"]);
    expect(judge({ tried: [REFUSED, ACCEPTED] }).secrets).toEqual(["refused", "accepted"]);
    expect(step("client", { tried: [answer("transient", 503)] })).toEqual(["open", "no_word"]);
    expect(isWell(judge({ tried: [] }))).toBe(false);
  });

  it.each([
    [{ ...LINE, name: "unknown", line: null }, "name_unknown"],
    [{ ...LINE, name: "forbidden", line: null }, "name_forbidden"],
    [{ ...LINE, line: "closed" }, "line_closed"],
    [{ ...LINE, line: "late" }, "line_late"],
    [{ ...LINE, line: "not_safe" }, "line_not_safe"],
  ] as const)("names what is wrong with a line: %j", (line, why) => {
    expect(step("line", { lines: [LINE, line] })).toEqual(["wrong", why]);
  });

  it.each([
    [200, "well", "answers"],
    [302, "well", "answers"],
    [400, "wrong", "refused"],
    [403, "open", "blocked"],
    [404, "wrong", "not_there"],
    [503, "wrong", "broken"],
  ] as const)("reads %i of the sign-in page as %s", (status, state, why) => {
    expect(step("authorize", { page: { kind: "answered", status } })).toEqual([state, why]);
  });

  it("calls a clock wrong that is more than a minute off", () => {
    expect(step("clock", { tried: [answer("grant_dead", 400, 60_000)] })).toEqual(["well", "ahead"]);
    expect(step("clock", { tried: [answer("grant_dead", 400, -61_000)] })).toEqual(["wrong", "behind"]);
    expect(step("clock", { tried: [answer("grant_dead", 400, null)] })).toEqual(["open", "not_told"]);
  });

  it("has a sentence with a next step for whatever it finds", () => {
    const statuses = [200, 400, 403, 404, 429, 500];
    const classes: ErrorClass[] = ["config_client", "grant_dead", "transient", "reply_malformed", "rate_limited"];
    const reports = [
      judge({ lines: null, page: { kind: "not_tried", why: "before" }, tried: [], notTried: "before" }),
      judge({ page: { kind: "not_tried", why: "needs_value" }, tried: [] }),
      judge({ page: { kind: "not_tried", why: "no_address" } }),
      judge({ page: { kind: "failed", reason: "timeout" }, tried: [answer("transient", null)] }),
      ...statuses.map((status) => judge({ page: { kind: "answered", status } })),
      ...classes.flatMap((each) => [judge({ tried: [answer(each, 429)] }), judge({ tried: [answer(each, 404), ACCEPTED] })]),
    ];
    for (const { name, why } of reports.flatMap(({ steps }) => steps))
      expect(Object.keys(english), `${name} ${why}`).toContain(`admin.provider.test.${name}.${why}`);
  });
});
