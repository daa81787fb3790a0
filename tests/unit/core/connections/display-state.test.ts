import { describe, expect, it } from "vitest";
import { displayState } from "@/lib/core/connections/display-state";
import type { DisplayStateInput } from "@/lib/core/connections/display-state-input";

const NOW = new Date("2026-11-22T12:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (ms: number): Date => new Date(NOW.getTime() + ms);

const input = (more: Partial<DisplayStateInput> = {}): DisplayStateInput => ({
  status: "ACTIVE",
  providerPaused: false,
  isStopped: false,
  providerOutage: false,
  accessExpiresAt: at(30 * MINUTE),
  accessEndKnown: true,
  accessObtainedAt: at(-30 * MINUTE),
  hasRefresh: true,
  grantEndsAt: null,
  lastFailure: null,
  failuresInRow: 0,
  scopesMissing: 0,
  now: NOW,
  ...more,
});
const failed = (failure: "grant" | "provider" | "setup" | "ours", failuresInRow: number, more: Partial<DisplayStateInput> = {}) =>
  input({ lastFailure: { class: failure, at: at(-MINUTE) }, failuresInRow, ...more });
const over = { accessExpiresAt: at(-2 * MINUTE), accessObtainedAt: at(-62 * MINUTE) };
const noRefresh = { hasRefresh: false };

describe("a seller sees", () => {
  it.each<[string, DisplayStateInput, string, readonly string[]]>([
    ["working, while nothing is wrong", input(), "working", []],
    ["working a minute before access ends, because it renews by itself", input({ accessExpiresAt: at(MINUTE) }), "working", []],
    ["disconnected, while it is being ended", input({ status: "REVOKING" }), "disconnected", []],
    [
      "disconnected and nothing else, once it has ended",
      failed("grant", 3, { status: "REVOKED", ...over, ...noRefresh, scopesMissing: 2 }),
      "disconnected",
      [],
    ],
    [
      "working, while nothing tells when its access ends or came",
      input({ ...noRefresh, accessObtainedAt: null, accessExpiresAt: null, accessEndKnown: false }),
      "working",
      [],
    ],
    ["paused, by the seller or an admin", input({ status: "PAUSED" }), "paused", []],
    [
      "paused and nothing else, in an emergency, whatever else holds",
      failed("grant", 3, { status: "NEEDS_REAUTH", isStopped: true, scopesMissing: 2 }),
      "paused",
      [],
    ],
    ["paused, with the whole marketplace", input({ providerPaused: true }), "paused", []],
    ["reconnect, when the permission is gone", failed("grant", 2, { status: "NEEDS_REAUTH" }), "reconnect", []],
    ["reconnect, when access is over and nothing renews it", input({ ...over, ...noRefresh }), "reconnect", []],
    [
      "reconnect, when access is over and the permission has ended",
      input({ ...over, grantEndsAt: at(-2 * MINUTE) }),
      "reconnect",
      [],
    ],
    ["trouble that stopped it, in an outage", failed("provider", 4, over), "trouble_off", []],
    ["trouble that stopped it, when our setup is wrong", failed("setup", 1, over), "trouble_off", []],
    ["trouble that stopped it, when the fault is ours", failed("ours", 1, over), "trouble_off", []],
    ["trouble that stopped it, when the outage was declared", input({ ...over, providerOutage: true }), "trouble_off", []],
    ["trouble that stopped it, when access is over before any renewal was tried", input(over), "trouble_off", []],
    ["trouble that stopped it, while one refusal is not yet proof", failed("grant", 1, over), "trouble_off", []],
    ["ends soon, when the permission ends in 7 days", input({ grantEndsAt: at(7 * DAY) }), "ends_soon", []],
    ["working, when the permission ends a moment later than that", input({ grantEndsAt: at(7 * DAY + 1) }), "working", []],
    [
      "ends soon, in the last quarter of access that nothing renews",
      input({ ...noRefresh, accessExpiresAt: at(10 * MINUTE) }),
      "ends_soon",
      [],
    ],
    ["working, before the last quarter", input({ ...noRefresh, accessExpiresAt: at(11 * MINUTE) }), "working", []],
    [
      "ends soon, on the last day of long access",
      input({ ...noRefresh, accessExpiresAt: at(DAY), accessObtainedAt: at(-30 * DAY) }),
      "ends_soon",
      [],
    ],
    [
      "working, before the last day of long access",
      input({ ...noRefresh, accessExpiresAt: at(DAY + 1), accessObtainedAt: at(-30 * DAY) }),
      "working",
      [],
    ],
    ["some access missing, when a required scope was not given", input({ scopesMissing: 1 }), "partial", []],
    ["trouble although it works, after two failures", failed("provider", 2), "trouble_on", []],
    ["trouble although it works, in a declared outage", input({ providerOutage: true }), "trouble_on", []],
    ["nothing of a single failure", failed("provider", 1), "working", []],
    ["nothing of a single refusal", failed("grant", 1), "working", []],
    ["nothing of old failures after one success", failed("provider", 0), "working", []],
    ["nothing of a failure that was cleared", input({ failuresInRow: 5 }), "working", []],
    [
      "trouble first, and in which way permission ends too",
      failed("provider", 3, { ...over, grantEndsAt: at(DAY), scopesMissing: 1 }),
      "trouble_off",
      ["ends_soon", "partial"],
    ],
    ["missing access first, and the trouble too", failed("ours", 2, { scopesMissing: 1 }), "partial", ["trouble_on"]],
    [
      "the end of permission first, and the pause too",
      input({ status: "PAUSED", grantEndsAt: at(DAY) }),
      "ends_soon",
      ["paused"],
    ],
    ["a pause, although access ran out meanwhile", failed("provider", 3, { ...over, status: "PAUSED" }), "paused", []],
    ["nothing over where the marketplace tells no end", input({ ...over, ...noRefresh, accessEndKnown: false }), "working", []],
  ])("%s", (_, given, name, also) => {
    expect(displayState(given)).toMatchObject({ name, also });
  });

  it("ranks from 1, the most urgent, to 9", () => {
    expect(displayState(input({ status: "NEEDS_REAUTH" })).rank).toBe(1);
    expect(displayState(failed("provider", 1, over)).rank).toBe(2);
    expect(displayState(input()).rank).toBe(7);
    expect(displayState(input({ status: "REVOKED" })).rank).toBe(8);
  });

  it("that they must act only if acting helps", () => {
    expect(displayState(input({ status: "NEEDS_REAUTH" })).needsSeller).toBe(true);
    expect(displayState(input({ grantEndsAt: at(DAY) })).needsSeller).toBe(true);
    expect(displayState(failed("provider", 3, { ...over, grantEndsAt: at(DAY) })).needsSeller).toBe(false);
    expect(displayState(input({ scopesMissing: 1 })).needsSeller).toBe(false);
  });

  it("access as over only a minute after its end, because clocks differ", () => {
    const ended = (ms: number) =>
      displayState(input({ ...noRefresh, accessExpiresAt: at(-ms), accessObtainedAt: at(-HOUR) })).name;

    expect(ended(MINUTE - 1)).toBe("ends_soon");
    expect(ended(MINUTE)).toBe("reconnect");
  });

  it.each<[string, DisplayStateInput, Date | null]>([
    ["when access runs out that was not renewed in time", input(), at(31 * MINUTE)],
    ["never, while it renews by itself and access has no known end", input({ accessEndKnown: false }), null],
    ["never, once it is disconnected", input({ status: "REVOKED", grantEndsAt: at(30 * DAY) }), null],
    ["when the last quarter of access begins", input({ ...noRefresh, accessExpiresAt: at(30 * MINUTE) }), at(15 * MINUTE)],
    ["when access is over and nothing renews it", input({ ...noRefresh, accessExpiresAt: at(5 * MINUTE) }), at(6 * MINUTE)],
    ["seven days before the permission ends", input({ accessEndKnown: false, grantEndsAt: at(30 * DAY) }), at(23 * DAY)],
    ["when access runs out in an outage", failed("provider", 2), at(31 * MINUTE)],
    [
      "at the first of several ends",
      input({ ...noRefresh, accessExpiresAt: at(60 * DAY), grantEndsAt: at(30 * DAY) }),
      at(23 * DAY),
    ],
    ["never, when the seller must act already", input({ status: "NEEDS_REAUTH", grantEndsAt: at(30 * DAY) }), null],
  ])("another state by time alone %s", (_, given, changesAt) => {
    expect(displayState(given).changesAt).toEqual(changesAt);
  });
});
