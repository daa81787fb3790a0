import { FIRST_AT_ONCE, nextAtOnce } from "../core/connections/slow-start";
import type { TakenClaim } from "../core/ports/refresh-queue";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { Dependencies } from "../services/dependencies";
import { renewTaken, type TakenDue, takeDue } from "../services/take-due";
import type { Running } from "./job";

/** Places that become free within so many milliseconds of one another are filled by one statement. */
const GATHER_MS = 10;
/** Where the budget is what is missing, as much of it is gathered. */
const GATHER_BUDGET_MS = 50;

export type Lane = Running & {
  /** Something is due here. */
  readonly wake: (registration: RegistrationRecord) => void;
};

/**
 * Renews what is due at one client registration, longest overdue first. Each registration has its own
 * lane with its own places, so a provider that hangs fills none but its own.
 *
 * It begins with two at once and doubles them with each round that works; after trouble or an emergency it begins anew.
 * A stop begins nothing: what was taken meanwhile is given back, and what runs is finished.
 */
export function openLane(deps: Dependencies): Lane {
  let registration: RegistrationRecord | null = null;
  let stopped = false;
  let atOnce = FIRST_AT_ONCE;
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  const running = new Set<Promise<void>>();

  const lookIn = (ms: number) => {
    if (stopped || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      look();
    }, ms);
  };

  const begin = (due: TakenDue, taken: TakenClaim, most: number) => {
    const renewal = renewTaken(deps, due, taken).then((sign) => {
      running.delete(renewal);
      atOnce = nextAtOnce(atOnce, sign, most);
      lookIn(GATHER_MS);
    });
    running.add(renewal);
  };

  const fill = async (at: RegistrationRecord) => {
    const most = deps.budgetOf(at).atOnce;
    const free = Math.min(atOnce, most) - running.size;
    if (free <= 0) return;
    const due = await takeDue(deps, at, free);
    if (stopped) return deps.queue.giveBack(due.claims.map(({ claim }) => claim.leaseId));
    for (const taken of due.claims) begin(due, taken, most);
    // Fewer than there was room for, and not for want of budget: nothing more is due, and the next beat looks again.
    if (due.waitMs !== null && due.waitMs > 0) lookIn(Math.max(due.waitMs, GATHER_BUDGET_MS));
  };

  const look = () => {
    again = looking !== null;
    if (stopped || again || registration === null) return;
    looking = fill(registration)
      .catch((error: unknown) => deps.logger.error("taking what is due broke", { error }))
      .finally(() => {
        looking = null;
        if (again) look();
      });
  };

  return {
    wake: (at) => {
      // Whatever it had worked up to was before an emergency or a pause.
      if (registration !== null && at.resumedAt?.getTime() !== registration.resumedAt?.getTime()) atOnce = FIRST_AT_ONCE;
      registration = at;
      look();
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
      await Promise.all(running);
    },
  };
}
