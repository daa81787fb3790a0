import { describe, expect, it } from "vitest";
import { CONDITIONS, conditionOf } from "@/lib/core/connections/condition";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";

describe("how admins sort connections", () => {
  it("parts trouble by who can end it: set-up and faults here are the admin's, everything else is waited for", () => {
    for (const state of ["trouble_on", "trouble_off"] as const) {
      expect(conditionOf(state, "setup")).toBe("needs_you");
      expect(conditionOf(state, "ours")).toBe("needs_you");
      expect(conditionOf(state, "provider")).toBe("trouble");
      expect(conditionOf(state, "grant")).toBe("trouble");
      expect(conditionOf(state, null)).toBe("trouble");
    }
  });

  it("never asks the admin about what only its seller can do, whatever failed last", () => {
    expect(conditionOf("reconnect", "setup")).toBe("reconnect");
    expect(conditionOf("ends_soon", "ours")).toBe("ends_soon");
  });

  it("has a place for every state", () => {
    for (const state of DISPLAY_STATES) expect(CONDITIONS).toContain(conditionOf(state, null));
  });
});
