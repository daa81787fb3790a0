import { invitationRepository } from "../adapters/db/invitations";
import type { Db } from "../adapters/db/open";
import { serviceAccountRepository } from "../adapters/db/service-accounts";
import { setupStore } from "../adapters/db/setup-store";
import { throttles } from "../adapters/db/throttles";
import type { WaysInDependencies } from "../services/ways-in-dependencies";

/** The ports of whatever lets somebody in, on this database. */
export const waysInDependencies = (
  db: Db,
  rest: Omit<WaysInDependencies, "invitations" | "serviceAccounts" | "setup" | "throttle">,
): WaysInDependencies => ({
  people: rest.people,
  audit: rest.audit,
  digest: rest.digest,
  randomness: rest.randomness,
  clock: rest.clock,
  appOrigin: rest.appOrigin,
  primaryKey: rest.primaryKey,
  invitations: invitationRepository(db),
  serviceAccounts: serviceAccountRepository(db),
  setup: setupStore(db),
  throttle: throttles(db),
});
