import { describe, expect, test } from "vitest";
import { readAccessLifetime, readRefreshLifetime } from "@/lib/core/oauth/expiry";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { jwt } from "../../support/jwt";

type Expiry = ProviderDefinition["expiry"];
const sentAtMs = Date.parse("2026-11-20T10:00:00Z");
const nowSeconds = sentAtMs / 1000;
const timing = { sentAtMs, clockSkewMs: null };
const reply = (path: string, as: "auto" | "seconds" | "millis" | "epoch" | "iso8601") => ({ from: "reply", path, as }) as const;
const read = (expiry: Partial<Expiry>, members: unknown, clockSkewMs: number | null = null) => {
  const result = readAccessLifetime(
    { sources: [], rule: "first", otherwise: "unknown", renewWithinSeconds: null, ...expiry },
    members,
    {
      sentAtMs,
      clockSkewMs,
    },
  );
  return result.ok ? [result.value.seconds, result.value.source] : result.error;
};

describe("a number says what it is by its size", () => {
  test.each([
    [3600, 3600],
    ["3600", 3600],
    [3600.7, 3600],
    [nowSeconds + 7200, 7200],
    [sentAtMs + 7_200_000, 7200],
    [String(nowSeconds + 60), 60],
    [999_999_999, 999_999_999],
  ])("%j is %d seconds", (value, seconds) => {
    expect(read({ sources: [reply("expires_in", "auto")] }, { expires_in: value })).toEqual([seconds, "reply"]);
  });
});

describe("a stated format is read as it says", () => {
  test.each([
    ["seconds", 1_500_000_000, 1_500_000_000],
    ["millis", 90_000, 90],
    ["millis", sentAtMs + 90_000, 90],
    ["epoch", nowSeconds + 90, 90],
    ["epoch", sentAtMs + 90_000, 90],
    ["iso8601", "2026-11-20T10:01:30Z", 90],
    ["iso8601", "2026-11-20T15:46:30+05:45", 90],
  ] as const)("%s %j", (as, value, seconds) => {
    expect(read({ sources: [reply("e", as)] }, { e: value })).toEqual([seconds, "reply"]);
  });

  test("a lifetime beyond any calendar is cut, so that its end is still a date", () => {
    const [seconds] = read({ sources: [reply("e", "seconds")] }, { e: 1e300 });

    expect(new Date(sentAtMs + Number(seconds) * 1000).toString()).not.toBe("Invalid Date");
  });
});

describe("several sources", () => {
  const sources: Expiry["sources"] = [reply("expires_in", "seconds"), { from: "jwt", path: "access_token", claim: "exp" }];
  const members = { expires_in: 3599, access_token: jwt({ exp: nowSeconds + 600 }) };

  test("the earliest wins where the definition says so, the first otherwise", () => {
    expect(read({ sources, rule: "earliest" }, members)).toEqual([600, "reply"]);
    expect(read({ sources, rule: "first" }, members)).toEqual([3599, "reply"]);
  });

  test("a token that is no JWT simply has no claim", () => {
    for (const access_token of ["opaque", "a.b.c", `a.${btoa("[1]")}.c`, 7]) {
      expect(read({ sources: [sources[1]!] }, { access_token })).toEqual([null, "unknown"]);
    }
  });
});

test("a time that is not in the future is ignored", () => {
  expect(read({ sources: [reply("e", "epoch")], otherwise: { fixedSeconds: 900 } }, { e: nowSeconds - 1 })).toEqual([
    900,
    "fixed",
  ]);
  expect(read({ sources: [reply("e", "seconds")], otherwise: { fixedSeconds: 900 } }, { e: 0 })).toEqual([900, "fixed"]);
});

test("an absolute time is the provider's own, a relative one is nobody's", () => {
  const tenMinutesAhead = 600_000;

  expect(read({ sources: [reply("e", "epoch")] }, { e: nowSeconds + 4200 }, tenMinutesAhead)).toEqual([3600, "reply"]);
  expect(read({ sources: [reply("e", "epoch")] }, { e: nowSeconds + 3000 }, -tenMinutesAhead)).toEqual([3600, "reply"]);
  expect(read({ sources: [reply("e", "seconds")] }, { e: 3600 }, tenMinutesAhead)).toEqual([3600, "reply"]);
});

test("a difference below the header's own resolution is no difference", () => {
  expect(read({ sources: [reply("e", "epoch")] }, { e: nowSeconds + 3600 }, -999)).toEqual([3600, "reply"]);
  expect(read({ sources: [reply("e", "epoch")] }, { e: nowSeconds + 3600 }, 999)).toEqual([3600, "reply"]);
});

test.each([[null], [-1], ["-5"], ["soon"], [""], [true], [[3600]], [{}], ["3600abc"], [Number.NaN]])(
  "B10: %j tells no time, so the reply is not trusted",
  (value) => {
    expect(read({ sources: [reply("e", "seconds")] }, { e: value })).toBe("unreadable");
  },
);

test.each([["2026-11-20"], ["20 November"], ["2026-13-40T10:00:00Z"], [1]])("B10: %j is no ISO 8601 instant", (value) => {
  expect(read({ sources: [reply("e", "iso8601")] }, { e: value })).toBe("unreadable");
});

test("without a time the definition says what that means", () => {
  expect(read({ otherwise: { fixedSeconds: 3600 } }, {})).toEqual([3600, "fixed"]);
  expect(read({ otherwise: "never" }, {})).toEqual([null, "never"]);
  expect(read({ otherwise: "unknown" }, {})).toEqual([null, "unknown"]);
});

describe("when the permission itself ends", () => {
  const rules = { absoluteSeconds: 1000, idleSeconds: 500, sliding: false, replyPath: "refresh_in" };

  test("what the reply says counts, else what is documented, the shorter of the two", () => {
    expect(readRefreshLifetime(rules, { members: { refresh_in: 700 }, grant: "code" }, timing)).toBe(700);
    expect(readRefreshLifetime(rules, { members: {}, grant: "code" }, timing)).toBe(500);
    expect(
      readRefreshLifetime({ ...rules, absoluteSeconds: null, idleSeconds: null }, { members: {}, grant: "code" }, timing),
    ).toBeNull();
  });

  test("a refresh moves the end only where it slides", () => {
    expect(readRefreshLifetime(rules, { members: {}, grant: "refresh" }, timing)).toBeNull();
    expect(readRefreshLifetime({ ...rules, sliding: true }, { members: {}, grant: "refresh" }, timing)).toBe(500);
  });
});
