import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONNECTION_EVENTS, type ConnectionEvent, type ConnectionStatus, STATUSES } from "@/lib/core/connections/connection";
import { allows, FIRST_STATUS, generationDelta, nextStatus, TRANSITIONS } from "@/lib/core/connections/transitions";

const accepted = (status: ConnectionStatus): ConnectionEvent[] => CONNECTION_EVENTS.filter((event) => allows(status, event));

describe("a connection", () => {
  it("is active once its first authorization is completed", () => {
    expect(FIRST_STATUS).toBe("ACTIVE");
  });

  it.each<[ConnectionStatus, ConnectionEvent, ConnectionStatus]>([
    ["ACTIVE", "refresh_succeeded", "ACTIVE"],
    ["ACTIVE", "refresh_failed_transient", "ACTIVE"],
    ["ACTIVE", "refresh_outcome_unknown", "ACTIVE"],
    ["ACTIVE", "refresh_rejected", "NEEDS_REAUTH"],
    ["ACTIVE", "tamper_detected", "NEEDS_REAUTH"],
    ["PAUSED", "tamper_detected", "NEEDS_REAUTH"],
    ["ACTIVE", "restore_noticed", "NEEDS_REAUTH"],
    ["PAUSED", "restore_noticed", "NEEDS_REAUTH"],
    ["ACTIVE", "reauthorization_completed", "ACTIVE"],
    ["NEEDS_REAUTH", "reauthorization_completed", "ACTIVE"],
    ["REVOKED", "reauthorization_completed", "ACTIVE"],
    ["ACTIVE", "paused", "PAUSED"],
    ["PAUSED", "resumed", "ACTIVE"],
    ["PAUSED", "refresh_succeeded", "PAUSED"],
    ["ACTIVE", "revoke_requested", "REVOKING"],
    ["NEEDS_REAUTH", "revoke_requested", "REVOKING"],
    ["PAUSED", "revoke_requested", "REVOKING"],
    ["REVOKING", "revoke_confirmed", "REVOKED"],
    ["REVOKING", "revoke_unconfirmed", "REVOKED"],
  ])("that is %s is, after %s, %s", (from, event, to) => {
    expect(nextStatus(from, event)).toBe(to);
  });

  it("that is being disconnected accepts only the end of that, and replies that came too late", () => {
    expect(accepted("REVOKING")).toEqual(["refresh_superseded", "revoke_confirmed", "revoke_unconfirmed"]);
  });

  it("that is disconnected can only be connected again by its seller", () => {
    expect(accepted("REVOKED")).toEqual(["reauthorization_completed", "refresh_superseded"]);
  });

  it("is refreshed only while it is active", () => {
    expect(STATUSES.filter((status) => allows(status, "refresh_started"))).toEqual(["ACTIVE"]);
  });

  it("is not created a second time", () => {
    expect(STATUSES.filter((status) => allows(status, "authorization_completed"))).toEqual([]);
  });

  it("refuses by name what cannot happen", () => {
    expect(() => nextStatus("REVOKING", "refresh_started")).toThrow("connections: refresh_started while REVOKING");
  });

  it("never does anything forbidden in 200,000 random events", { timeout: 60_000 }, () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CONNECTION_EVENTS), { minLength: 400, maxLength: 400 }), (events) => {
        let status: ConnectionStatus = FIRST_STATUS;
        let generation: number = generationDelta("authorization_completed");
        const committed = new Set<number>();
        let inFlight: number | null = null;

        for (const event of events) {
          tried += 1;
          if (!allows(status, event)) continue;
          // What the compare-and-set of a commit guarantees: only the reply of the current generation counts.
          if (event === "refresh_succeeded" && inFlight !== generation) continue;
          const before: ConnectionStatus = status;
          const after: ConnectionStatus = nextStatus(status, event);
          const next: number = generation + generationDelta(event);

          if (before === "REVOKED" && after !== "REVOKED") expect(event).toBe("reauthorization_completed");
          if (before === "NEEDS_REAUTH" && after === "ACTIVE") expect(event).toBe("reauthorization_completed");
          if (before === "REVOKING") expect(["REVOKING", "REVOKED"]).toContain(after);
          if (after === "REVOKED" && before !== "REVOKED") expect(before).toBe("REVOKING");
          if (event === "refresh_started") expect(before).toBe("ACTIVE");
          if (event === "refresh_succeeded") {
            expect(before).not.toMatch(/^REVOK/);
            expect(committed.has(generation)).toBe(false);
            committed.add(generation);
          }
          expect(next).toBeGreaterThanOrEqual(generation);
          inFlight = event === "refresh_started" ? generation : inFlight;
          [status, generation] = [after, next];
        }
      }),
      { numRuns: 500 },
    );

    expect(tried).toBeGreaterThanOrEqual(200_000);
  });

  it("makes late replies worthless whenever its tokens are replaced or given up", () => {
    const raising = CONNECTION_EVENTS.filter((event) => generationDelta(event) === 1);

    expect(raising).toEqual(["authorization_completed", "reauthorization_completed", "refresh_succeeded", "revoke_requested"]);
  });

  it("has an answer for every status and event", () => {
    for (const status of STATUSES) expect(Object.keys(TRANSITIONS[status]).sort()).toEqual([...CONNECTION_EVENTS].sort());
  });
});
