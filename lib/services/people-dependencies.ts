import type { AccountRepository, PeopleRepository } from "../core/ports/people";
import type { InvitationRepository } from "../core/ports/ways-in";
import type { Dependencies } from "./dependencies";

/** What it takes to manage people. */
export type PeopleAdminDependencies = Dependencies & {
  readonly accounts: AccountRepository;
  readonly people: PeopleRepository;
  readonly invitations: InvitationRepository;
};
