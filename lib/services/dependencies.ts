import type { RenewalBudget } from "../core/connections/renewal-budget";
import type { ActivityReads } from "../core/ports/activity";
import type { AdminReads } from "../core/ports/admin";
import type { AdminPeople } from "../core/ports/admin-people";
import type { AdminViewRepository } from "../core/ports/admin-views";
import type { ApiKeyRepository } from "../core/ports/api-keys";
import type { AttemptRepository } from "../core/ports/attempts";
import type { AuditChain, AuditReads } from "../core/ports/audit-trail";
import type { AvailabilityStore } from "../core/ports/availability";
import type { CanaryStore } from "../core/ports/canaries";
import type { ConnectionRepository } from "../core/ports/connections";
import type { DiagnosisStore } from "../core/ports/diagnoses";
import type { EmergencyStore } from "../core/ports/emergency";
import type { EngineRecords } from "../core/ports/engine";
import type { Examine } from "../core/ports/examination";
import type { FigureStore } from "../core/ports/figures";
import type { CalendarFeeds, ForecastReads } from "../core/ports/forecast";
import type { AuditLog } from "../core/ports/history";
import type { LookUpIssuer } from "../core/ports/issuers";
import type { BulkConnections, JobStore } from "../core/ports/jobs";
import type { Journal } from "../core/ports/journal";
import type { KeyRecords } from "../core/ports/key-records";
import type { KeyRingControl } from "../core/ports/key-ring";
import type { NoticeQueue, NoticeRepository } from "../core/ports/notices";
import type { OutageStore } from "../core/ports/outages";
import type { ProviderAdmin } from "../core/ports/provider-admin";
import type { ProviderClient } from "../core/ports/provider-client";
import type { ReadModel } from "../core/ports/read-model";
import type { RecoveryStore } from "../core/ports/recovery";
import type { RefreshQueue } from "../core/ports/refresh-queue";
import type { RefreshStore } from "../core/ports/refreshes";
import type { RegistrationRecord, RegistrationRepository } from "../core/ports/registrations";
import type { GuessCounter, RepairLinkRepository } from "../core/ports/repair-links";
import type { ResealStore } from "../core/ports/reseal";
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
  /** The ring of this process, and what is kept about keys. */
  readonly ring: KeyRingControl;
  readonly keys: KeyRecords;
  readonly reseal: ResealStore;
  readonly availability: AvailabilityStore;
  readonly forecast: ForecastReads;
  readonly calendars: CalendarFeeds;
  readonly apiKeys: ApiKeyRepository;
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
  readonly providerAdmin: ProviderAdmin;
  readonly troubles: TroubleStore;
  readonly canaries: CanaryStore;
  readonly diagnoses: DiagnosisStore;
  readonly restores: RestoreStore;
  readonly markFile: MarkFile;
  readonly links: RepairLinkRepository;
  readonly emergencies: EmergencyStore;
  readonly guesses: GuessCounter;
  readonly audit: AuditLog;
  readonly auditReads: AuditReads;
  readonly auditChain: AuditChain;
  readonly adminPeople: AdminPeople;
  readonly noticeQueue: NoticeQueue;
  readonly notices: NoticeRepository;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly admin: AdminReads;
  readonly readModel: ReadModel;
  /** Bulk work, and what it does for many connections at once. */
  readonly jobs: JobStore;
  readonly bulk: BulkConnections;
  /** What each admin keeps for the list of all connections. */
  readonly adminViews: AdminViewRepository;
  readonly figures: FigureStore;
  readonly outages: OutageStore;
  /** The shipped definitions, composed with what this deployment adds, such as look-alike addresses. */
  readonly definitions: readonly ProviderDefinition[];
  /** Reads anew what admins have described, after one of them changed it; other processes follow by themselves. */
  readonly reloadDefinitions: () => Promise<void>;
  readonly lookUpIssuer: LookUpIssuer;
  /** A provider that admins describe may be on this machine: in a trial. */
  readonly allowsLoopback: boolean;
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
