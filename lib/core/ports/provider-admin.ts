import type { TestReport } from "../providers/configuration-test";
import type { NewAudit } from "./history";
import type { RegistrationRecord } from "./registrations";

/** When a sealed secret was saved, and how it ends; nothing where it is too short to show any of it. */
export type SecretNote = { readonly savedAt: string; readonly ends: string };

/** A registration with what admins may know of it. The secret itself stays sealed. */
export type AdminRegistration = RegistrationRecord & {
  /** One for each secret that is kept, in the order of their use; empty for those of the environment. */
  readonly secretNotes: readonly SecretNote[];
  /** Connections that are not ended. */
  readonly live: number;
  readonly createdAt: Date;
};

export type NewRegistration = {
  readonly id: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly name: string;
  readonly clientId: string;
  readonly sealedSecrets: string | null;
  readonly secretNotes: readonly SecretNote[];
};

/** What an admin may change of a registration that admins made. */
export type RegistrationChange = Partial<Pick<NewRegistration, "clientId" | "sealedSecrets" | "secretNotes">>;

/** A provider that admins have described. */
export type CustomProvider = {
  readonly providerId: string;
  /** As it was stored; whoever uses it parses it. */
  readonly definition: unknown;
  /** Counts the changes of its addresses. */
  readonly revision: number;
};

/** What admins keep about providers. Each act is written with its audit entry in one transaction. */
export type ProviderAdmin = {
  /** Those that were not removed, of one provider or of all, in the order of preference. */
  readonly registrations: (providerId: string | null) => Promise<readonly AdminRegistration[]>;
  readonly registration: (id: string) => Promise<AdminRegistration | null>;
  /** The newest test of each of these registrations, by their ids. */
  readonly test: (id: string) => Promise<{ readonly at: Date; readonly report: TestReport } | null>;
  readonly keepTest: (id: string, report: TestReport, audit: NewAudit) => Promise<void>;
  readonly readNote: (providerId: string) => Promise<string | null>;
  readonly writeUseNote: (providerId: string, note: string | null, audit: NewAudit) => Promise<void>;
  readonly add: (registration: NewRegistration, audit: NewAudit) => Promise<"added" | "name_taken">;
  /**
   * New credentials are tried at once, whatever was held against the old ones. `changed_meanwhile`: its secrets or its
   * environment are not as they were read, and what was made of them is not written.
   */
  readonly change: (
    read: Pick<AdminRegistration, "id" | "sealedSecrets" | "environmentId">,
    change: RegistrationChange,
    audit: NewAudit,
  ) => Promise<"changed" | "changed_meanwhile">;
  /** Whether it takes new connections. */
  readonly setTaking: (id: string, taking: boolean, audit: NewAudit) => Promise<void>;
  /** Whether its connections are renewed. `stopped`: an emergency decides that now, and nothing is written. */
  readonly setPaused: (id: string, paused: boolean, audit: NewAudit) => Promise<"done" | "stopped">;
  /** New connections of its environment come to it from now on. */
  readonly putFirst: (id: string, audit: NewAudit) => Promise<void>;
  /** Its secrets are destroyed, and it is shown nowhere any more. `in_use`: connections that live were made with it. */
  readonly remove: (id: string, audit: NewAudit) => Promise<"removed" | "in_use">;

  readonly customs: () => Promise<readonly CustomProvider[]>;
  /** Anything but its addresses. `changed_meanwhile`: it does not stand at that revision any more. */
  readonly changeCustom: (custom: CustomProvider, audit: NewAudit) => Promise<{ readonly connections: 0 } | "changed_meanwhile">;
  readonly addCustom: (custom: CustomProvider, audit: NewAudit) => Promise<void>;
  /**
   * Its addresses change: a new environment, in which nothing that was sealed before opens. Secrets of its clients are
   * destroyed, and every connection that lives waits for its seller (`security.md` B13).
   *
   * @returns how many connections; `changed_meanwhile`: it does not stand at the revision before this one
   */
  readonly moveCustom: (
    custom: CustomProvider & { readonly environmentId: string },
    audit: NewAudit,
  ) => Promise<{ readonly connections: number } | "changed_meanwhile">;
  /** Only without a connection that lives. */
  readonly removeCustom: (providerId: string, audit: NewAudit) => Promise<"removed" | "in_use">;
};
