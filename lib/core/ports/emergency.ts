import type { ConnectionStatus } from "../connections/connection";
import type { NewAudit } from "./history";
import type { CampaignItem } from "./notices";

/** Registrations that an emergency is about. */
export type EmergencyPlace = {
  /** `reg_...` */
  readonly id: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly name: string;
  /** Connections that have not ended. */
  readonly live: number;
  readonly stoppedAt: Date | null;
};

export type EmergencyRecord = {
  /** `emg_...` */
  readonly id: string;
  /** One of them; null: all of them, or those of `providerId`, and what is set up there while it lasts. */
  readonly registrationId: string | null;
  readonly providerId: string | null;
  readonly startedAt: Date;
  readonly startedBy: string | null;
  /** null: it lasts. */
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
};

/** What has come of an emergency, in connections and in sellers. */
export type EmergencyCounts = {
  /** Live connections that are left to be ended. */
  readonly live: number;
  readonly ended: number;
  /** Of those that were ended: how many a marketplace is still asked to cancel, and what came of the others. */
  readonly ending: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** The marketplace has no way to cancel access. */
  readonly noWay: number;
  /** Sellers that somebody would have to ask, and have not been. */
  readonly toAsk: number;
  readonly askedSellers: number;
  readonly asked: number;
  /** Connections that work again since their seller was asked. */
  readonly back: number;
  readonly backSellers: number;
};

/** A connection whose seller is to be asked to reconnect. */
export type EmergencyConnection = {
  readonly id: string;
  readonly status: ConnectionStatus;
  readonly label: string;
  readonly providerId: string;
  readonly accountIssuer: string;
  readonly accountKey: string | null;
  readonly accountName: string | null;
};

/** A page of keys, in an order that nothing changes meanwhile. */
export type EmergencyPage = { readonly keys: readonly string[]; readonly cursor: string | null };

/**
 * Emergencies in the database. The stop is a column of the registration, set in the transaction that begins one, so whoever
 * claims or reads a token asks for it in the same statement.
 */
export type EmergencyStore = {
  readonly places: () => Promise<readonly EmergencyPlace[]>;
  /** All that last, then the newest, and those for which something is still to be done. @param limit how many of those that are over */
  readonly list: (limit: number) => Promise<readonly EmergencyRecord[]>;
  /** Those that last, oldest first. */
  readonly open: () => Promise<readonly EmergencyRecord[]>;
  readonly byId: (id: string) => Promise<EmergencyRecord | null>;
  /** `exists`: the same is stopped already. */
  readonly begin: (
    emergency: {
      readonly id: string;
      readonly registrationId: string | null;
      readonly providerId: string | null;
      readonly by: string;
    },
    audit: readonly NewAudit[],
  ) => Promise<"begun" | "exists" | "not_found">;
  /**
   * What another emergency is about stays stopped. Jobs of the kind `cancels` that are under way for it are cancelled with it.
   *
   * @param audit told which jobs these were @returns false: it does not last any more
   */
  readonly lift: (
    id: string,
    act: { readonly by: string; readonly cancels: string },
    audit: (cancelledJobs: readonly string[]) => readonly NewAudit[],
  ) => Promise<boolean>;
  readonly counts: (id: string) => Promise<EmergencyCounts>;
  /** The newest job of a kind that was begun for it; null: none was. */
  readonly jobOf: (id: string, kind: string) => Promise<string | null>;

  /** Live connections that it is about, while it lasts; afterwards there are none. */
  readonly toEnd: (id: string, after: string | null, limit: number) => Promise<EmergencyPage>;

  /** Sellers of whom it has ended a connection, or one of whose connections there needs them, and who were not asked. */
  readonly toAsk: (id: string, after: string | null, limit: number) => Promise<EmergencyPage>;
  readonly affected: (id: string, sellerId: string) => Promise<readonly EmergencyConnection[]>;
  /** The one notice to a seller about all of these, once for each emergency. */
  readonly ask: (
    id: string,
    sellerId: string,
    items: readonly CampaignItem[],
    audit: readonly NewAudit[],
  ) => Promise<"asked" | "already">;
};
