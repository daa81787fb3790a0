import type { LinkFacts } from "../connections/repair-link";
import type { NewAudit, NewEvent } from "./history";

type History = { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] };

/** A link that lets somebody without an account here repair one connection, once. Ids are public ids; its code is nowhere. */
export type RepairLinkRecord = LinkFacts & {
  readonly id: string;
  readonly connectionId: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export type RepairLinkRepository = {
  /** Ends the connection's open link, if there is one, and makes this one, in one transaction with its history. */
  readonly make: (
    connectionId: string,
    link: { readonly id: string; readonly codeHash: string; readonly lifetimeSeconds: number; readonly revives?: boolean },
    history: History,
  ) => Promise<void>;
  readonly byCodeHash: (codeHash: string) => Promise<RepairLinkRecord | null>;
  readonly byId: (id: string) => Promise<RepairLinkRecord | null>;
  /** The link of a connection that is neither used nor taken back nor expired. */
  readonly openOf: (connectionId: string) => Promise<RepairLinkRecord | null>;
  /** false: there was none to take back. */
  readonly takeBack: (connectionId: string, history: History) => Promise<boolean>;
  /** Uses the link up by one conditional UPDATE; of two at the same instant one is told true. */
  readonly use: (id: string) => Promise<boolean>;
  /** Deletes links that ended more than so many days ago. */
  readonly forget: (days: number) => Promise<void>;
};

/** Counts wrong codes, so that nobody tries many. It lives in memory: to look at a link writes nothing. */
export type GuessCounter = {
  /** @param from whoever asks, such as a network address */
  readonly tooMany: (from: string) => boolean;
  readonly note: (from: string) => void;
};
