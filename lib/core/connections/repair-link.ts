import { isEnded } from "./connection";
import type { ConnectionRecord } from "./record";

/** How long a repair link works, in seconds. */
export const LINK_SECONDS = 86_400;

/** How a repair link stands. `gone`: what it was made for has ended, or its owner has. */
export type LinkState = "open" | "used" | "taken_back" | "expired" | "gone";

export type LinkFacts = {
  readonly usedAt: Date | null;
  readonly takenBackAt: Date | null;
  readonly isExpired: boolean;
  /** Whoever made it can still sign in here. */
  readonly ownerIsHere: boolean;
  /** It was made to bring back what an emergency has ended. */
  readonly revives: boolean;
};

/** What was done to a link counts before what time did to it, because it is the better explanation. */
export function linkState(link: LinkFacts, connection: Pick<ConnectionRecord, "status"> | null): LinkState {
  if (link.usedAt !== null) return "used";
  if (link.takenBackAt !== null) return "taken_back";
  if (connection === null || !link.ownerIsHere) return "gone";
  // While a marketplace is still asked to cancel, a new grant would be ended with the old one.
  if (isEnded(connection.status) && !(link.revives && connection.status === "REVOKED")) return "gone";
  return link.isExpired ? "expired" : "open";
}

type Account = { readonly issuer: string; readonly key: string | null; readonly name: string | null };
type Known = Pick<ConnectionRecord, "accountIssuer" | "accountKey" | "accountName">;

/** Whether another account could be told from this one at all. Without that a stranger's repair cannot be checked. */
export const canBeTold = ({ accountKey, accountName }: Pick<Known, "accountKey" | "accountName">): boolean =>
  accountKey !== null || accountName !== null;

/**
 * Whether a grant is surely the connection's own account: the same key, or the same name where the connection never had a
 * key. In doubt it is not; nobody is there who could be asked.
 */
export function isSurelySame(known: Known, brought: Account): boolean {
  if (known.accountKey !== null) return brought.key === known.accountKey && brought.issuer === known.accountIssuer;
  return known.accountName !== null && brought.name === known.accountName;
}
