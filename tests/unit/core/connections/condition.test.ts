import { describe, expect, it } from "vitest";
import { CONDITIONS, conditionOf } from "@/lib/core/connections/condition";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";

describe("how admins sort connections", () => {
  it("parts trouble by who can end it: set-up and faults here are the admin's, everything else is waited for", () => {
    for (const state of ["trouble_on", "trouble_off"] as const) {
      expect(conditionOf(state, "setup", null)).toBe("needs_you");
      expect(conditionOf(state, "ours", null)).toBe("needs_you");
      expect(conditionOf(state, "provider", null)).toBe("trouble");
      expect(conditionOf(state, "grant", null)).toBe("trouble");
      expect(conditionOf(state, null, null)).toBe("trouble");
    }
  });

  it("makes refused credentials the admin's matter for every connection, and no other trouble that all have", () => {
    for (const state of ["trouble_on", "trouble_off"] as const) {
      for (const failing of ["provider", null] as const) expect(conditionOf(state, failing, "credentials")).toBe("needs_you");
      for (const trouble of ["outage", "refusals"] as const) expect(conditionOf(state, "provider", trouble)).toBe("trouble");
      expect(conditionOf(state, "ours", "outage")).toBe("needs_you");
    }
    expect(conditionOf("reconnect", null, "credentials")).toBe("reconnect");
  });

  it("never asks the admin about what only its seller can do, whatever failed last", () => {
    expect(conditionOf("reconnect", "setup", null)).toBe("reconnect");
    expect(conditionOf("ends_soon", "ours", null)).toBe("ends_soon");
  });

  it("has a place for every state", () => {
    for (const state of DISPLAY_STATES) expect(CONDITIONS).toContain(conditionOf(state, null, null));
  });
});
