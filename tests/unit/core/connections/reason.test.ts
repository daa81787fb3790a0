import { describe, expect, it } from "vitest";
import { FAILURE_CLASSES, REAUTH_REASONS, REVOCATION_RESULTS } from "@/lib/core/connections/connection";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import { reasonOf } from "@/lib/core/connections/reason";
import { TROUBLES } from "@/lib/core/connections/trouble";
import { hasText, translator } from "@/lib/views/texts/translate";
import { AT, connectionRecord as record } from "@/tests/support/connection-record";

const failing = (who: (typeof FAILURE_CLASSES)[number], code: string, failuresInRow = 3) =>
  record({}, { failuresInRow, lastFailure: { class: who, code, at: AT } });

describe("why a connection stands as it does", () => {
  it("is told in words for everything that can be written down", () => {
    const all = [
      ...REAUTH_REASONS.map((reauthReason) => reasonOf("reconnect", record({ status: "NEEDS_REAUTH", reauthReason }), 0)),
      ...FAILURE_CLASSES.map((who) => reasonOf("trouble_on", failing(who, "any"), 0)),
      ...["rate_limited", "reply_malformed", "key_unavailable", "lease_over"].map((code) =>
        reasonOf("trouble_off", failing("provider", code), 0),
      ),
      ...[...REVOCATION_RESULTS, null].map((revocationResult) => reasonOf("disconnected", record({ revocationResult }), 0)),
      ...DISPLAY_STATES.map((state) => reasonOf(state, record(), 2)),
      ...[true, false].map((hasRefresh) => reasonOf("ends_soon", record({}, { hasRefresh }), 0)),
      reasonOf("working", failing("provider", "transient", 1), 0),
      ...TROUBLES.map((kind) => reasonOf("trouble_on", record({ trouble: { kind, since: AT } }), 0)),
    ];
    expect(all.filter((reason) => reason !== null).length).toBeGreaterThan(25);
    for (const reason of all) {
      if (reason === null) continue;
      expect(hasText(reason.text), reason.text).toBe(true);
      expect(translator()(reason.text, { provider: "Market", count: 2 })).not.toMatch(/[{}]|admin\./);
    }
  });

  it("is what all have before what the last renewal of this one met, but not before a fault on our side", () => {
    const trouble = { kind: "outage", since: AT } as const;
    const met = (who: "provider" | "ours") => ({ ...failing(who, "transient"), trouble });
    expect(reasonOf("trouble_on", met("provider"), 0)).toEqual({ text: "admin.reason.trouble.outage", code: "transient" });
    expect(reasonOf("trouble_on", met("ours"), 0)?.text).toBe("admin.reason.failed.ours");
    expect(reasonOf("trouble_off", record({ trouble }), 0)).toEqual({ text: "admin.reason.trouble.outage", code: null });
  });

  it("is nothing where nothing is wrong", () => {
    expect(reasonOf("working", record(), 0)).toBeNull();
  });

  it("says more than who failed where the code says more, and keeps the code beside the words", () => {
    expect(reasonOf("trouble_on", failing("provider", "reply_malformed"), 0)).toEqual({
      text: "admin.reason.failed.unreadable",
      code: "reply_malformed",
    });
    expect(reasonOf("trouble_on", failing("setup", "invalid_client"), 0)).toEqual({
      text: "admin.reason.failed.setup",
      code: "invalid_client",
    });
    // A code comes from outside and may be any word, also one that every object knows.
    expect(reasonOf("trouble_on", failing("provider", "toString"), 0)?.text).toBe("admin.reason.failed.provider");
  });

  it("finds the reason of access that ran out although nobody wrote one down", () => {
    expect(reasonOf("reconnect", record({}, { hasRefresh: false }), 0)?.text).toBe("admin.reason.reconnect.no_refresh_token");
    expect(reasonOf("reconnect", record(), 0)?.text).toBe("admin.reason.reconnect.refresh_token_expired");
    expect(reasonOf("trouble_off", record(), 0)?.text).toBe("admin.reason.not_renewed");
  });
});
