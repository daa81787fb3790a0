import type { Failure } from "../core/errors";
import type { Result } from "../core/result";
import type { OutagesView } from "../views/outages";
import type { Actor } from "./actor";

/** What is wrong at marketplaces, and telling sellers of it. For whoever is no admin all of it is `not_found`. */
export type OutageServices = {
  readonly outagesPage: (actor: Actor) => Promise<Result<OutagesView, Failure>>;
  /** Everything is untrusted. @param input.startsAt null: now @param input.endsAt null: until somebody ends it */
  readonly writeOutage: (
    actor: Actor,
    input: {
      readonly providerId: string;
      readonly kind: string;
      readonly text: string;
      readonly startsAt: Date | null;
      readonly endsAt: Date | null;
    },
  ) => Promise<Result<{ readonly provider: string; readonly isOpen: boolean }, Failure>>;
  /** `changed_meanwhile`: it was over already. */
  readonly endOutage: (actor: Actor, id: string) => Promise<Result<{ readonly provider: string }, Failure>>;
  /**
   * One notice to each seller with a connection there, by mail where they want that; once for this outage, however often
   * it is called.
   *
   * @param id of an incident or of a note @returns how many heard of it now; `changed_meanwhile`: it is over
   */
  readonly tellSellers: (actor: Actor, id: string) => Promise<Result<{ readonly sellers: number }, Failure>>;
};
