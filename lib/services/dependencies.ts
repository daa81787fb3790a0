import type { AdminReads } from "../core/ports/admin";
import type { AttemptRepository } from "../core/ports/attempts";
import type { ConnectionRepository } from "../core/ports/connections";
import type { AuditLog } from "../core/ports/history";
import type { ProviderClient } from "../core/ports/provider-client";
import type { RefreshStore } from "../core/ports/refreshes";
import type { RegistrationRepository } from "../core/ports/registrations";
import type { Sealer } from "../core/ports/sealer";
import type { Clock, Digest, Logger, Randomness } from "../core/ports/system";
import type { ProviderDefinition } from "../core/providers/definition";

/** Everything a use case may need; each takes the part it uses. */
export type Dependencies = {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly digest: Digest;
  readonly sealer: Sealer;
  readonly logger: Logger;
  readonly provider: ProviderClient;
  readonly attempts: AttemptRepository;
  readonly connections: ConnectionRepository;
  readonly refreshes: RefreshStore;
  readonly registrations: RegistrationRepository;
  readonly audit: AuditLog;
  readonly admin: AdminReads;
  /** The shipped definitions, composed with what this deployment adds, such as look-alike addresses. */
  readonly definitions: readonly ProviderDefinition[];
  readonly appOrigin: string;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
};
