import { describe, expect, it } from "vitest";
import { dayMark, type ProviderFacts, providerHealth } from "@/lib/core/connections/provider-health";

const FINE: ProviderFacts = {
  registered: true,
  enabled: true,
  troubles: [],
  throttled: false,
  live: 100,
  needYou: 0,
  inTrouble: 0,
  lastHour: { n: 1000, ok: 1000 },
  p95Ms: 800,
};
const word = (facts: Partial<ProviderFacts>) => providerHealth({ ...FINE, ...facts });

describe("the one word about a marketplace", () => {
  it("is that it works while nothing else is true, also with nobody connected and with a few in trouble", () => {
    expect(word({})).toBe("working");
    expect(word({ live: 0 })).toBe("working");
    expect(word({ inTrouble: 19 })).toBe("working");
  });

  it("is degraded from a fifth of its connections on, or when fewer than nine in ten renewals of an hour work", () => {
    expect(word({ inTrouble: 20 })).toBe("degraded");
    expect(word({ live: 1, inTrouble: 1 })).toBe("degraded");
    expect(word({ lastHour: { n: 100, ok: 89 } })).toBe("degraded");
    expect(word({ lastHour: { n: 100, ok: 90 } })).toBe("working");
    expect(word({ lastHour: { n: 19, ok: 0 } })).toBe("working");
  });

  it("is slow while it wants us to slow down, or takes half of the time that a call may take", () => {
    expect(word({ throttled: true })).toBe("slow");
    expect(word({ p95Ms: 5001 })).toBe("slow");
    expect(word({ p95Ms: 5000 })).toBe("working");
    expect(word({ p95Ms: 9000, lastHour: { n: 19, ok: 19 } })).toBe("working");
    expect(word({ p95Ms: 9000, lastHour: { n: 100, ok: 80 } })).toBe("degraded");
  });

  it("is that it needs the admin before anything else: nobody else can end that", () => {
    expect(word({ troubles: ["outage", "credentials"] })).toBe("needs_you");
    expect(word({ needYou: 1, inTrouble: 99, throttled: true })).toBe("needs_you");
    expect(word({ troubles: ["credentials"], enabled: false, live: 0 })).toBe("needs_you");
  });

  it("is that it is down while it answers nobody, and degraded while it refuses many", () => {
    expect(word({ troubles: ["outage"] })).toBe("down");
    expect(word({ troubles: ["refusals", "outage"], throttled: true })).toBe("down");
    expect(word({ troubles: ["refusals"] })).toBe("degraded");
  });

  it("tells what was turned off from what was never set up; trouble is still told of what is left there", () => {
    expect(word({ enabled: false, live: 0 })).toBe("off");
    expect(word({ enabled: false, registered: false, live: 0 })).toBe("not_set_up");
    expect(word({ enabled: false, inTrouble: 50 })).toBe("degraded");
  });
});

describe("the mark of a day at a marketplace", () => {
  it("is good while nobody noticed a failure, bad when one in ten failed, and nothing where nothing was renewed", () => {
    expect(dayMark({ n: 0, ok: 0 }, false)).toBe("none");
    expect(dayMark({ n: 1000, ok: 990 }, false)).toBe("good");
    expect(dayMark({ n: 1000, ok: 989 }, false)).toBe("some");
    expect(dayMark({ n: 1000, ok: 900 }, false)).toBe("some");
    expect(dayMark({ n: 1000, ok: 899 }, false)).toBe("bad");
  });

  it("is never good on a day with a known outage, whatever the figures say", () => {
    expect(dayMark({ n: 1000, ok: 1000 }, true)).toBe("some");
    expect(dayMark({ n: 0, ok: 0 }, true)).toBe("some");
    expect(dayMark({ n: 10, ok: 1 }, true)).toBe("bad");
  });
});
