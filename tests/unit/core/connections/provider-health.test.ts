import { describe, expect, it } from "vitest";
import { type ProviderFacts, providerHealth } from "@/lib/core/connections/provider-health";

const FINE: ProviderFacts = {
  registered: true,
  enabled: true,
  troubles: [],
  throttled: false,
  live: 100,
  needYou: 0,
  inTrouble: 0,
};
const word = (facts: Partial<ProviderFacts>) => providerHealth({ ...FINE, ...facts });

describe("the one word about a marketplace", () => {
  it("is that it works while nothing else is true, also with nobody connected and with a few in trouble", () => {
    expect(word({})).toBe("working");
    expect(word({ live: 0 })).toBe("working");
    expect(word({ inTrouble: 19 })).toBe("working");
  });

  it("is trouble from a fifth of its connections on, or while it wants us to slow down", () => {
    expect(word({ inTrouble: 20 })).toBe("trouble");
    expect(word({ live: 1, inTrouble: 1 })).toBe("trouble");
    expect(word({ throttled: true })).toBe("trouble");
  });

  it("is that it needs the admin before anything else: nobody else can end that", () => {
    expect(word({ troubles: ["outage", "credentials"] })).toBe("needs_you");
    expect(word({ needYou: 1, inTrouble: 99, throttled: true })).toBe("needs_you");
    expect(word({ troubles: ["credentials"], enabled: false, live: 0 })).toBe("needs_you");
  });

  it("is that it is down while it answers nobody, and trouble while it refuses many", () => {
    expect(word({ troubles: ["outage"] })).toBe("down");
    expect(word({ troubles: ["refusals", "outage"], throttled: true })).toBe("down");
    expect(word({ troubles: ["refusals"] })).toBe("trouble");
  });

  it("tells what was turned off from what was never set up; trouble is still told of what is left there", () => {
    expect(word({ enabled: false, live: 0 })).toBe("off");
    expect(word({ enabled: false, registered: false, live: 0 })).toBe("not_set_up");
    expect(word({ enabled: false, inTrouble: 50 })).toBe("trouble");
  });
});
