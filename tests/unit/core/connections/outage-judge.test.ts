import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areRefusalsFew,
  judgeRecent,
  REFUSED_AT_LEAST,
  type RecentRenewal,
  SILENT_IN_A_ROW,
  type Sign,
  signOf,
} from "@/lib/core/connections/outage-judge";
import { ErrorClass } from "@/lib/core/providers/definition-reply";

const one = (connectionId: string | number, sign: Sign, isOld = false): RecentRenewal => ({
  connectionId: String(connectionId),
  sign,
  isOld,
});
/** Different connections, all with the same sign. */
const many = (count: number, sign: Sign, from = 0): readonly RecentRenewal[] =>
  Array.from({ length: count }, (_, place) => one(from + place, sign));

describe("an outage", () => {
  it("is five connections in a row without an answer", () => {
    expect(judgeRecent(many(4, "no_answer"))).toBeNull();
    expect(judgeRecent(many(5, "no_answer"))).toBe("outage");
    expect(judgeRecent([...many(5, "no_answer"), ...many(100, "renewed", 100)])).toBe("outage");
  });

  it("is not one connection that fails again and again, nor four of them", () => {
    expect(judgeRecent(Array.from({ length: 50 }, () => one("a", "no_answer")))).toBeNull();
    expect(judgeRecent(Array.from({ length: 100 }, (_, n) => one(n % 4, "no_answer")))).toBeNull();
    const half = Array.from({ length: 20 }, (_, n) => (n % 2 ? one(n, "renewed") : one(n % 4, "no_answer")));
    expect(judgeRecent(half)).toBeNull();
  });

  it("is half of the last twenty without an answer, although the others work", () => {
    const half = Array.from({ length: 20 }, (_, n) => one(n, n % 2 ? "renewed" : "no_answer"));
    expect(judgeRecent(half)).toBe("outage");
    expect(judgeRecent(half.slice(0, 19))).toBeNull();
    const fewer = half.map((each, place) => (place === 0 ? one(0, "renewed") : each));
    expect(judgeRecent(fewer)).toBeNull();
  });

  it("is over for the judge with the first answer, also with a refusal", () => {
    for (const sign of ["renewed", "refused", "no_client"] as const)
      expect(judgeRecent([...many(4, "no_answer"), one("x", sign), ...many(4, "no_answer", 50)]), sign).not.toBe("outage");
  });

  it("does not count who was asked to wait, nor who was never asked", () => {
    expect(judgeRecent(many(50, "nothing"))).toBeNull();
    expect(judgeRecent([...many(2, "no_answer"), ...many(9, "nothing", 50), ...many(3, "no_answer", 90)])).toBe("outage");
  });
});

describe("mass refusals", () => {
  it("are twenty connections and three of ten", () => {
    expect(judgeRecent(many(19, "refused"))).toBeNull();
    expect(judgeRecent(many(20, "refused"))).toBe("refusals");
    const thin = Array.from({ length: 200 }, (_, n) => one(n, n % 4 === 0 ? "refused" : "renewed"));
    expect(judgeRecent(thin), "one of four is under three of ten").toBeNull();
  });

  it("are seen in the newest renewals, however well the older ones went", () => {
    expect(judgeRecent([...many(20, "refused"), ...many(180, "renewed", 500)])).toBe("refusals");
  });

  it("are not one connection that is refused again and again", () => {
    expect(judgeRecent(Array.from({ length: 200 }, () => one("a", "refused")))).toBeNull();
  });

  it("are not what was refused long before: that says nothing about now", () => {
    expect(judgeRecent(many(200, "refused").map((each) => ({ ...each, isOld: true })))).toBeNull();
  });

  it("leave refusals few and believed where most are renewed", () => {
    expect(areRefusalsFew([one(1, "refused"), ...many(9, "renewed", 10)])).toBe(true);
    expect(areRefusalsFew([one(1, "refused")])).toBe(false);
    expect(areRefusalsFew(many(10, "refused"))).toBe(false);
    expect(areRefusalsFew([one(1, "refused"), one(1, "refused"), ...many(4, "renewed", 10)]), "the same one twice").toBe(true);
  });
});

describe("refused credentials", () => {
  it("are one refusal, for they are the same for every connection", () => {
    expect(judgeRecent([one(1, "no_client")])).toBe("credentials");
  });

  it("are two where another connection was renewed with them just before", () => {
    expect(judgeRecent([one(1, "no_client"), one(2, "renewed")])).toBeNull();
    expect(judgeRecent([one(1, "no_client"), one(1, "no_client"), one(2, "renewed")]), "the same one twice").toBeNull();
    expect(judgeRecent([one(1, "no_client"), one(3, "no_client"), one(2, "renewed")])).toBe("credentials");
  });

  it("are a request that is refused for three connections in a row, in whatever words", () => {
    expect(judgeRecent(many(2, "no_request"))).toBeNull();
    expect(judgeRecent(many(3, "no_request"))).toBe("credentials");
    expect(judgeRecent(Array.from({ length: 9 }, () => one("a", "no_request"))), "one connection's own").toBeNull();
    expect(judgeRecent([...many(2, "no_request"), one(9, "renewed"), ...many(2, "no_request", 5)])).toBeNull();
  });

  it("come before anything else that is seen at the same time", () => {
    expect(judgeRecent([one(99, "no_client"), ...many(30, "refused")])).toBe("credentials");
  });
});

describe("what the end of a renewal tells", () => {
  it("is nothing where nobody was asked, and a renewal where tokens came", () => {
    expect(signOf(null, false)).toBe("nothing");
    expect(signOf(null, true)).toBe("renewed");
  });

  it.each([
    ["grant_dead", "refused"],
    ["reauth_required", "refused"],
    ["config_client", "no_client"],
    ["config_scope", "no_request"],
    ["request_invalid", "no_request"],
    ["transient", "no_answer"],
    ["reply_malformed", "no_answer"],
    ["rate_limited", "nothing"],
    ["insufficient_scope", "nothing"],
  ] as const)("%s is %s", (reply, sign) => expect(signOf(reply, false)).toBe(sign));

  it("has an answer for every class of reply", () => {
    for (const reply of ErrorClass.options) expect(signOf(reply, false)).toBeTypeOf("string");
  });
});

const anySign = fc.constantFrom<Sign>("renewed", "refused", "no_client", "no_request", "no_answer", "nothing");
const recents = (connections: number, sign = anySign) =>
  fc.array(fc.record({ connectionId: fc.nat(connections - 1).map(String), sign, isOld: fc.boolean() }), { maxLength: 120 });

describe("for any recent renewals", () => {
  it("fewer than five connections make neither an outage nor mass refusals", () => {
    fc.assert(fc.property(recents(SILENT_IN_A_ROW - 1), (recent) => ["credentials", null].includes(judgeRecent(recent))));
  });

  it("fewer than twenty refused connections are never a mass", () => {
    fc.assert(
      fc.property(recents(REFUSED_AT_LEAST - 1), (recent) => {
        expect(judgeRecent(recent)).not.toBe("refusals");
      }),
    );
  });

  it("no trouble is seen where everything is renewed, and none is made by what says nothing", () => {
    fc.assert(fc.property(recents(60, fc.constantFrom<Sign>("renewed", "nothing")), (recent) => judgeRecent(recent) === null));
    fc.assert(
      fc.property(recents(60), (recent) => {
        expect(judgeRecent(recent.filter(({ sign }) => sign !== "nothing"))).toBe(judgeRecent(recent));
      }),
    );
  });

  it("credentials are never blamed when nothing was refused about us", () => {
    fc.assert(
      fc.property(recents(60, fc.constantFrom<Sign>("renewed", "refused", "no_answer", "nothing")), (recent) => {
        expect(judgeRecent(recent)).not.toBe("credentials");
      }),
    );
  });
});
