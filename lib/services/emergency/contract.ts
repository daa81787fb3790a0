import type { Failure } from "../../core/errors";
import type { Result } from "../../core/result";
import type { EmergencyPageView, StopsView } from "../../views/emergency";
import type { Actor } from "../actor";

/**
 * The emergency stop. For whoever sees no admin page all of it is `not_found`; every act needs `emergency_stop` and a recent
 * sign-in (`sign_in_again`), and is audited, also when it was refused.
 */
export type EmergencyServices = {
  readonly emergencyPage: (actor: Actor) => Promise<Result<EmergencyPageView, Failure>>;
  /** For every admin page. */
  readonly stops: (actor: Actor) => Promise<Result<StopsView, Failure>>;
  /**
   * From the moment it answers nothing of the place is given out, renewed or connected.
   *
   * @param input.place public id of a registration, or of a provider with all of its registrations; null: all of them @param input.typed the word that was to be typed
   */
  readonly stopEmergency: (
    actor: Actor,
    input: { readonly place: string | null; readonly typed: string },
  ) => Promise<Result<{ readonly id: string; readonly live: number }, Failure>>;
  /** Renewals begin slowly again. Access that was still to be cancelled is kept. */
  readonly liftEmergency: (actor: Actor, id: string) => Promise<Result<null, Failure>>;
  /** Ends every connection that it is about. @param input.typed how many there are, as the page said */
  readonly revokeEmergency: (
    actor: Actor,
    input: { readonly id: string; readonly shown: number; readonly typed: string },
  ) => Promise<Result<{ readonly job: string }, Failure>>;
  /** One mail for each seller, once, after the stop was lifted (else `stopped`) and what was cancelled is through (else `too_soon`). */
  readonly campaignEmergency: (
    actor: Actor,
    input: { readonly id: string; readonly shown: number; readonly typed: string },
  ) => Promise<Result<{ readonly job: string }, Failure>>;
};
