import type { RenewalBudget } from "../core/connections/renewal-budget";
import type { ActivityReads } from "../core/ports/activity";
import type { AdminReads } from "../core/ports/admin";
import type { AttemptRepository } from "../core/ports/attempts";
import type { CanaryStore } from "../core/ports/canaries";
import type { ConnectionRepository } from "../core/ports/connections";
import type { DiagnosisStore } from "../core/ports/diagnoses";
import type { EngineRecords } from "../core/ports/engine";
import type { Examine } from "../core/ports/examination";
import type { AuditLog } from "../core/ports/history";
import type { Journal } from "../core/ports/journal";
import type { NoticeQueue, NoticeRepository } from "../core/ports/notices";
import type { ProviderClient } from "../core/ports/provider-client";
import type { RecoveryStore } from "../core/ports/recovery";
import type { RefreshQueue } from "../core/ports/refresh-queue";
import type { RefreshStore } from "../core/ports/refreshes";
import type { RegistrationRecord, RegistrationRepository } from "../core/ports/registrations";
import type { GuessCounter, RepairLinkRepository } from "../core/ports/repair-links";
import type { MarkFile, RestoreStore } from "../core/ports/restores";
import type { Sealer } from "../core/ports/sealer";
import type { Clock, Digest, Logger, Mailer, Randomness, Signer } from "../core/ports/system";
import type { TroubleStore } from "../core/ports/troubles";
import type { ProviderDefinition } from "../core/providers/definition";

/** Everything a use case may need; each takes the part it uses. */
export type Dependencies = {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly digest: Digest;
  readonly sealer: Sealer;
  readonly logger: Logger;
  readonly provider: ProviderClient;
  /** A look at a provider of which every call is written down. */
  readonly examine: Examine;
  readonly attempts: AttemptRepository;
  readonly connections: ConnectionRepository;
  readonly activity: ActivityReads;
  readonly refreshes: RefreshStore;
  readonly recovery: RecoveryStore;
  /** What was answered and may not be stored yet. */
  readonly journal: Journal;
  readonly queue: RefreshQueue;
  readonly engine: EngineRecords;
  readonly registrations: RegistrationRepository;
  readonly troubles: TroubleStore;
  readonly canaries: CanaryStore;
  readonly diagnoses: DiagnosisStore;
  readonly restores: RestoreStore;
  readonly markFile: MarkFile;
  readonly links: RepairLinkRepository;
  readonly guesses: GuessCounter;
  readonly audit: AuditLog;
  readonly noticeQueue: NoticeQueue;
  readonly notices: NoticeRepository;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly admin: AdminReads;
  /** The shipped definitions, composed with what this deployment adds, such as look-alike addresses. */
  readonly definitions: readonly ProviderDefinition[];
  readonly appOrigin: string;
  /** What the operator allows for this registration, else its definition. */
  readonly budgetOf: (registration: RegistrationRecord) => RenewalBudget;
  /** This process is about to end: what runs is finished, and nothing that takes long is begun. */
  readonly stopping: () => boolean;
  /** Work that nobody's answer waits for. Stopping waits for it, and its failure is logged. */
  readonly afterwards: (what: string, work: () => Promise<unknown>) => void;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
};
