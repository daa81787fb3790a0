import { describe, expect, it } from "vitest";
import { isOver, noteUseAfter, sessionEnd } from "@/lib/core/sign-in/session-lifetime";

const NOW = new Date("2026-05-03T10:00:00Z");
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

describe("E6: how long a session lasts", () => {
  it("a seller's is over after 12 hours without a page, an admin's after half an hour", () => {
    const seller = (hours: number) => isOver({ role: "seller", createdAt: ago(hours), lastSeenAt: ago(hours) }, NOW);
    const admin = (hours: number) => isOver({ role: "admin", createdAt: ago(hours), lastSeenAt: ago(hours) }, NOW);

    expect([seller(11.99), seller(12)]).toEqual([false, true]);
    expect([admin(0.49), admin(0.5)]).toEqual([false, true]);
  });

  it("however busy it is, a seller's is over after 30 days and an admin's after 8 hours", () => {
    const seller = (hours: number) => isOver({ role: "seller", createdAt: ago(hours), lastSeenAt: NOW }, NOW);
    const admin = (hours: number) => isOver({ role: "admin", createdAt: ago(hours), lastSeenAt: NOW }, NOW);

    expect([seller(30 * 24 - 0.01), seller(30 * 24)]).toEqual([false, true]);
    expect([admin(7.99), admin(8)]).toEqual([false, true]);
    expect(sessionEnd("admin", NOW).getTime() - NOW.getTime()).toBe(8 * HOUR);
    expect(sessionEnd("seller", NOW).getTime() - NOW.getTime()).toBe(30 * 24 * HOUR);
  });

  it("a page is noted as use well before the session would end for want of one", () => {
    for (const role of ["seller", "admin"] as const) {
      const justNoted = noteUseAfter(role, NOW);
      expect(isOver({ role, createdAt: justNoted, lastSeenAt: justNoted }, NOW), role).toBe(false);
    }
  });
});
