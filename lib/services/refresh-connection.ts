import { CALL_DEADLINE_MS, LEASE_MS } from "../core/connections/refresh-policy";
import type { Trouble } from "../core/connections/trouble";
import { type FailureCode, failure } from "../core/errors";
import { reference } from "../core/ids";
import type { RefreshClaim, RefreshTrigger } from "../core/ports/refreshes";
import type { RegistrationRecord } from "../core/ports/registrations";
import { err, ok } from "../core/result";
import { askProvider, leaseEndOf } from "./ask-provider";
import { awaitWinner } from "./await-winner";
import type { Dependencies } from "./dependencies";
import { endTrouble } from "./notice-trouble";
import { recallReply } from "./recall-reply";
import type { Refreshed } from "./refreshed";
import { resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";
import { settleRefusal } from "./settle-refusal";
import { settleReply } from "./settle-reply";
import { settleTamper } from "./settle-tamper";

export type RefreshRequest = {
  readonly connectionId: string;
  readonly trigger: RefreshTrigger;
  /** Refresh only while this generation is the newest: what the caller saw and found too old. null: whatever is stored. */
  readonly ifGeneration: number | null;
};

/** What a person reads while nobody is asked: never that it is their turn. */
const TOLD_IN_TROUBLE = {
  credentials: "set_up_refused",
  refusals: "in_trouble",
  outage: "in_trouble",
} as const satisfies Record<Trouble, FailureCode>;

/**
 * Refreshes one connection, whoever asks: the scheduler, a seller's click, or a reader that needs a
 * token now (`reliability.md` 3).
 *
 * At most one refresh of a connection is in flight in the whole deployment, because a provider that
 * rotates refresh tokens may take the second use of one as theft and end the grant (RFC 9700 §4.14.2).
 * Whoever comes second waits and gets the first one's result. No database connection is held meanwhile.
 */
export async function refreshConnection(deps: Dependencies, request: RefreshRequest): Promise<Refreshed> {
  const code = reference(deps.randomness.fraction);
  const leaseEndsMs = leaseEndOf(deps.clock.monotonicMs());
  const outcome = await deps.refreshes.claim({
    ...request,
    leaseId: deps.randomness.token(16),
    leaseMs: LEASE_MS,
    reference: code,
  });
  switch (outcome.kind) {
    case "claimed":
      return refreshClaimed(deps, outcome.claim, { reference: code, leaseEndsMs });
    case "busy":
      return awaitWinner(deps, request.connectionId, outcome.generation, LEASE_MS + CALL_DEADLINE_MS);
    case "moved":
      return ok({ generation: outcome.generation });
    case "frozen":
      return err(failure(outcome.trouble === null ? "resting" : TOLD_IN_TROUBLE[outcome.trouble]));
    case "stopped":
      return err(failure("stopped"));
    case "paused":
      return err(failure("provider_paused"));
    case "not_usable":
      return err(failure("not_usable"));
    case "not_found":
      return err(failure("not_found"));
  }
}

type Held = {
  readonly reference: string;
  /** By the clock that never jumps. */
  readonly leaseEndsMs: number;
  /** Read for many claims at once; left out: it is read now. */
  readonly registration?: RegistrationRecord;
};

/** Renews what was claimed: asks the provider once and writes down what came of it. */
export async function refreshClaimed(deps: Dependencies, claim: RefreshClaim, held: Held): Promise<Refreshed> {
  const { reference: code, leaseEndsMs } = held;
  const { connection } = claim;
  const registration = held.registration ?? (await deps.registrations.byId(connection.registrationId));
  if (!registration) throw new Error(`database: connection ${connection.id} has no registration`);
  const target = resolveTarget(deps, registration, connection);
  if (!target.ok) return settleRefusal(deps, claim, { cause: target.error.code, tries: 1, reference: code });

  const owner = ownerOf(connection);
  const opened = openTokens(deps, claim.sealed, owner, claim.generation);
  if (!opened.ok) {
    // A missing key says nothing about the value: it stays as it is and opens again once the key is back.
    if (opened.error.code === "key_missing")
      return settleRefusal(deps, claim, { cause: "key_unavailable", tries: 1, reference: code });
    return settleTamper(deps, claim, opened.error.code, code);
  }

  const previous = opened.value;
  const recalled = await recallReply(deps, target.value, claim, previous);
  const asked = recalled ?? (await askProvider(deps, target.value, claim, previous, leaseEndsMs));
  if (typeof asked === "string") {
    const cause = asked === "unreadable" ? "journal_unavailable" : asked;
    return settleRefusal(deps, claim, { cause, tries: 1, reference: code });
  }
  try {
    const settled = await settleReply(deps, { claim, target: target.value, previous, asked, reference: code });
    if (!settled.ok || !asked.outcome.ok || asked === recalled) return settled;
    // Whoever made the registration rest: a success after it shows that the rest helped.
    if (claim.probes !== null) await endTrouble(deps, claim);
    else if (registration.frozenCode !== null) await deps.registrations.forgetFreeze(registration.id);
    return settled;
  } finally {
    asked.release();
  }
}
