import type { Trouble } from "../connections/trouble";

/**
 * Who describes a registration. `environment`: variables, written anew at each start. `admin`: the admins' pages; no start
 * changes it.
 */
export type RegistrationMaker = "environment" | "admin";

/** One client of ours at one environment of a provider. Secrets stay sealed until a call needs them. */
export type RegistrationRecord = {
  readonly id: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly name: string;
  readonly clientId: string;
  readonly sealedSecrets: string | null;
  /** It takes new connections. */
  readonly enabled: boolean;
  /** An admin wants no new connections here, whatever the environment says. */
  readonly isStopped: boolean;
  /** Since when an admin has none of its connections renewed; null: they are. */
  readonly renewalsPausedAt: Date | null;
  /** Nothing of it is given out, renewed or connected. */
  readonly isInEmergency: boolean;
  /** When its renewals were last let go again, after an emergency or a pause; null: never. */
  readonly resumedAt: Date | null;
  readonly madeBy: RegistrationMaker;
  /** Its place among those that the environment names; new connections take the lowest. An order that an admin made goes before it. */
  readonly rank: number;
  readonly frozenUntil: Date | null;
  readonly frozenCode: string | null;
  /** What is wrong with all of its connections at once; null: nothing. */
  readonly trouble: Trouble | null;
};

export type RegistrationRepository = {
  readonly byId: (id: string) => Promise<RegistrationRecord | null>;
  /** Enabled ones in the order of preference. */
  readonly enabled: () => Promise<readonly RegistrationRecord[]>;
  /** Providers that have a registration, in use or turned off. */
  readonly providers: () => Promise<readonly string[]>;
  /** Makes or finds the registration of these three names. */
  readonly ensure: (key: {
    readonly providerId: string;
    readonly environmentId: string;
    readonly name: string;
    readonly newId: string;
    readonly clientId: string;
  }) => Promise<RegistrationRecord>;
  readonly update: (
    id: string,
    change: {
      readonly clientId: string;
      readonly sealedSecrets: string | null;
      readonly enabled: boolean;
      readonly rank: number;
    },
  ) => Promise<void>;
  /** No call of this registration for so long, from the database's now. A longer freeze stays. */
  readonly freeze: (id: string, forMs: number, code: string) => Promise<void>;
  /** Its credentials are new: they are tried at once, whatever was held against the old ones. */
  readonly unfreeze: (id: string) => Promise<void>;
  /** Forgets a freeze that has run out; one that began meanwhile stays. */
  readonly forgetFreeze: (id: string) => Promise<void>;
};
