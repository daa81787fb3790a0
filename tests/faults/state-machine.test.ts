import fc from "fast-check";
import { expect, test } from "vitest";
import { CONNECTION_EVENTS, type ConnectionStatus, isEnded } from "@/lib/core/connections/connection";
import { allows, FIRST_STATUS, generationDelta, nextStatus } from "@/lib/core/connections/transitions";
import { LONG, reportFault } from "@/tests/support/fault-report";

const SEQUENCES = LONG ? 1_000_000 : 100_000;
const LENGTH = 40;

test("random events in any order never take a connection where it may not go", () => {
  let events = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(CONNECTION_EVENTS.length - 1), { minLength: LENGTH, maxLength: LENGTH }), (sequence) => {
      let status: ConnectionStatus = FIRST_STATUS;
      let generation: number = generationDelta("authorization_completed");
      let inFlight: number | null = null;
      const committed = new Set<number>();
      for (const index of sequence) {
        const event = CONNECTION_EVENTS[index];
        if (event === undefined || !allows(status, event)) continue;
        // The compare-and-set of a commit lets only the reply of the stored generation through.
        if (event === "refresh_succeeded" && inFlight !== generation) continue;
        events += 1;
        const next: ConnectionStatus = nextStatus(status, event);
        const grown: number = generation + generationDelta(event);
        const isNewAuthorization = event === "reauthorization_completed";

        if (isEnded(status) && !isEnded(next) && !isNewAuthorization) throw new Error(`${event}: back from the end`);
        if (status === "REVOKED" && next === "REVOKING") throw new Error(`${event}: ended twice`);
        if (status === "NEEDS_REAUTH" && next === "ACTIVE" && !isNewAuthorization)
          throw new Error(`${event}: repaired by itself`);
        if (isEnded(status) && (event === "refresh_started" || event === "refresh_succeeded"))
          throw new Error(`${event}: used after its end`);
        if (grown < generation) throw new Error(`${event}: an older generation`);
        if (event === "refresh_succeeded") {
          if (committed.has(generation)) throw new Error(`two renewals of generation ${generation}`);
          committed.add(generation);
        }
        if (event === "refresh_started") inFlight = generation;
        [status, generation] = [next, grown];
      }
    }),
    { numRuns: SEQUENCES },
  );

  expect(events).toBeGreaterThan(SEQUENCES);
  reportFault({
    row: null,
    says: "random event sequences, state machine",
    n: SEQUENCES,
    result: `0 forbidden transitions in ${events.toLocaleString("en-US")} events`,
  });
});
