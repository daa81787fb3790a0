import { expect, it } from "vitest";
import { STATUSES } from "@/lib/core/connections/connection";
import { BULK_ACTS, skipReason, wantsNumber } from "@/lib/core/jobs/bulk-act";
import type { ItemFacts } from "@/lib/core/ports/jobs";

const facts = (over: Partial<ItemFacts>): ItemFacts => ({
  status: "ACTIVE",
  hasRefresh: true,
  needsSeller: false,
  rests: null,
  isAsked: false,
  ...over,
});

it("What an act cannot be done to is passed over, each for its own reason", () => {
  const table = Object.fromEntries(BULK_ACTS.map((act) => [act, STATUSES.map((status) => skipReason(act, facts({ status })))]));
  expect(STATUSES).toEqual(["ACTIVE", "NEEDS_REAUTH", "PAUSED", "REVOKING", "REVOKED"]);
  expect(table).toEqual({
    refresh: [null, "reconnect_needed", "paused", "disconnected", "disconnected"],
    ask: ["not_needed", "not_needed", "not_needed", "disconnected", "disconnected"],
    pause: [null, "reconnect_needed", "already_paused", "disconnected", "disconnected"],
    resume: ["not_paused", "not_paused", null, "disconnected", "disconnected"],
    disconnect: [null, null, null, "disconnected", "disconnected"],
  });
});

it("Nobody is refreshed where it cannot help, and nobody is asked twice", () => {
  expect(skipReason("refresh", facts({ hasRefresh: false }))).toBe("nothing_to_renew");
  expect(skipReason("refresh", facts({ rests: "trouble" }))).toBe("in_trouble");
  expect(skipReason("refresh", facts({ rests: "off" }))).toBe("renewals_off");
  expect(skipReason("disconnect", facts({ rests: "trouble" }))).toBeNull();
  expect(skipReason("ask", facts({ needsSeller: true }))).toBeNull();
  expect(skipReason("ask", facts({ needsSeller: true, isAsked: true }))).toBe("already_asked");
});

it("The number is typed for more than 25, and for any disconnect", () => {
  expect([wantsNumber("pause", 25), wantsNumber("pause", 26), wantsNumber("disconnect", 1)]).toEqual([false, true, true]);
});
