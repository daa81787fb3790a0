import type { KeyFacts, KeyRight } from "../api-keys";
import type { NewAudit } from "./history";

/** A key as its owner knows it. Ids are public ids; the key itself is nowhere. */
export type ApiKeyRecord = KeyFacts & {
  readonly id: string;
  readonly name: string;
  readonly lastFour: string;
  readonly may: KeyRight;
  /** Those it may use, by label; null: each of its owner's, those that come later too. */
  readonly connections: readonly { readonly id: string; readonly label: string }[] | null;
  readonly days: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute. */
  readonly usedAt: Date | null;
  /** The network that it was last used from; null: not known. */
  readonly usedFrom: string | null;
};

/** A key that is about to be written down. */
export type NewApiKey = {
  readonly id: string;
  readonly keyHash: string;
  readonly lastFour: string;
};

/** What a key is for. `connections` are public ids; null: all. */
export type KeyScope = {
  readonly name: string;
  readonly may: KeyRight;
  readonly connections: readonly string[] | null;
  readonly days: number;
};

/** A key that works, as a request brings it. */
export type KeyHolder = {
  readonly keyId: string;
  readonly ownerId: string;
  readonly may: KeyRight;
  /** Whether it may use the connection that was asked for; false without one. */
  readonly mayUse: boolean;
  /** Its use from there was written down within the minute. */
  readonly isNoted: boolean;
};

export type KeyUse = { readonly name: string; readonly lastFour: string; readonly usedAt: Date | null };

/** A key that was asked for and not made. */
export type NotMade = "name_taken" | "too_many" | "no_such_connection";

/** Keys of sellers' tools, as digests. */
export type ApiKeyRepository = {
  readonly make: (ownerId: string, key: NewApiKey, scope: KeyScope, audit: NewAudit) => Promise<NotMade | null>;
  /** Puts a new key in the place of one that works; the old one lasts no longer than so many seconds more. null: there is none. */
  readonly rotate: (
    ownerId: string,
    id: string,
    key: NewApiKey,
    overlapSeconds: number,
    audit: NewAudit,
  ) => Promise<{ readonly name: string } | null>;
  /** Ends a key at once. null: there is none that works. */
  readonly revoke: (ownerId: string, id: string, audit: NewAudit) => Promise<{ readonly name: string } | null>;
  /** Those that work, newest first, and then those that ended within a month. */
  readonly ofOwner: (ownerId: string) => Promise<readonly ApiKeyRecord[]>;
  /** Which connections a key was used for, the last first. */
  readonly usesOf: (ownerId: string, id: string) => Promise<readonly { readonly label: string; readonly usedAt: Date }[]>;
  /** Keys that work and may use this connection of theirs, with when each last did. */
  readonly usersOf: (ownerId: string, connectionId: string) => Promise<readonly KeyUse[]>;
  /** One indexed read, no write. null: no key that works; its owner may be gone. @param from network, or null */
  readonly byHash: (keyHash: string, connectionId: string | null, from: string | null) => Promise<KeyHolder | null>;
  /** Those that ended longer ago than so many days. */
  readonly forget: (days: number) => Promise<void>;
  readonly noteUse: (keyId: string, connectionId: string | null, from: string | null) => Promise<void>;
};
