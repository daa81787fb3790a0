import type { RevocationResult } from "../connections/connection";
import type { ConnectionRecord, SealedCredential } from "../connections/record";
import type { EventRecord, NewAudit, NewEvent } from "./history";

type History = { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] };

/** The account identity and permissions that a completed authorization brought. */
export type GrantedAccess = {
  readonly accountIssuer: string;
  readonly accountKey: string | null;
  readonly accountName: string | null;
  readonly scopeWanted: readonly string[];
  readonly scopeGranted: readonly string[];
  readonly scopeReported: boolean;
};

export type NewConnection = GrantedAccess & {
  readonly id: string;
  readonly bucket: number;
  readonly ownerId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly definitionDigest: string;
  readonly isTest: boolean;
  readonly label: string;
};

/** The sealed set and the generation it was sealed for; `sealed` is null where an earlier ending destroyed it. */
export type StoredSecret = { readonly sealed: string | null; readonly generation: number };

export type DayCount = { readonly date: string; readonly committed: number; readonly failed: number };

export type ConnectionRepository = {
  readonly listOfOwner: (ownerId: string) => Promise<readonly ConnectionRecord[]>;
  /** null for unknown ids and for other people's alike. */
  readonly ofOwner: (ownerId: string, id: string) => Promise<ConnectionRecord | null>;
  readonly byId: (id: string) => Promise<ConnectionRecord | null>;
  /** The live connection of an account at a provider, whoever owns it. */
  readonly liveByAccount: (key: {
    readonly providerId: string;
    readonly environmentId: string;
    readonly accountIssuer: string;
    readonly accountKey: string;
  }) => Promise<ConnectionRecord | null>;
  readonly labelTaken: (ownerId: string, label: string, exceptId: string | null) => Promise<boolean>;
  /** One transaction: connection, credential at generation 1, history. `conflict`: account or label was taken meanwhile. */
  readonly create: (
    connection: NewConnection,
    credential: SealedCredential,
    history: History,
  ) => Promise<"created" | "account_conflict" | "label_conflict">;
  /**
   * A completed reconnect: the new grant wins over whatever is stored or in flight. Fenced by the
   * generation that the new set was sealed for (`credential.generation + 1`); "moved" asks for another try.
   */
  readonly replaceGrant: (
    id: string,
    fromGeneration: number,
    access: GrantedAccess & { readonly registrationId: string; readonly definitionDigest: string; readonly label: string },
    credential: SealedCredential,
    history: History,
  ) => Promise<"replaced" | "moved" | "account_conflict" | "label_conflict">;
  readonly rename: (
    ownerId: string,
    id: string,
    label: string,
    history: History,
  ) => Promise<"renamed" | "not_found" | "label_conflict">;
  readonly setPaused: (
    ownerId: string,
    id: string,
    paused: boolean,
    refreshAfter: Date | null,
    history: History,
  ) => Promise<"done" | "not_allowed">;
  /**
   * The tombstone: from this moment no token of this connection is used. Raises the generation and hands
   * out the sealed set for the revocation call. null: it is not in a state that can be ended.
   */
  readonly requestRevocation: (id: string, history: History) => Promise<StoredSecret | null>;
  /** Destroys the secrets and closes the connection. */
  readonly finishRevocation: (id: string, result: RevocationResult, history: History) => Promise<void>;
  /** Appends to the timeline without changing anything else. */
  readonly note: (id: string, events: readonly NewEvent[]) => Promise<void>;
  readonly events: (id: string, before: string | null, limit: number) => Promise<readonly EventRecord[]>;
  /** Settled refreshes per day of the zone, for the last `days` days. */
  readonly dayCounts: (id: string, timeZone: string, days: number) => Promise<readonly DayCount[]>;
  /** Milliseconds since the last refresh that a person asked for; null: never. */
  readonly sinceAskedMs: (id: string) => Promise<number | null>;
};
