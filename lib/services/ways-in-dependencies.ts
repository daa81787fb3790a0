import type { AuditLog } from "../core/ports/history";
import type { PeopleRepository } from "../core/ports/people";
import type { Clock, Digest, Randomness } from "../core/ports/system";
import type { InvitationRepository, ServiceAccountRepository, SetupStore, Throttle } from "../core/ports/ways-in";

/** What it takes to let somebody in. */
export type WaysInDependencies = {
  readonly people: PeopleRepository;
  readonly invitations: InvitationRepository;
  readonly serviceAccounts: ServiceAccountRepository;
  readonly setup: SetupStore;
  readonly throttle: Throttle;
  readonly audit: AuditLog;
  readonly digest: Digest;
  readonly randomness: Randomness;
  readonly clock: Clock;
  readonly appOrigin: string;
  /** The id of the key that seals from now on, and what tells it from every other without saying it. */
  readonly primaryKey: { readonly id: string; readonly fingerprint: string };
};
