import type { MarketState } from "../market-state";
import type { GrantKind } from "../oauth/grant-kind";
import type { Account, Grant } from "../state/records";

/** Members of a token reply by their names on the wire. */
export type ReplyMembers = Readonly<Record<string, unknown>>;

/** What a token reply is about. Times are epoch milliseconds. */
export type ReplyAbout = {
  readonly market: MarketState;
  readonly kind: GrantKind;
  readonly grant: Grant;
  /** null: a reply to the application itself. */
  readonly account: Account | null;
  readonly lifetimeSeconds: number;
  readonly now: number;
};

/** Turns the members that the definition speaks of into those that the provider sends. */
export type ReplyShape = (members: ReplyMembers, about: ReplyAbout) => ReplyMembers;

/** Members without some of them. */
export const leaveOut = (members: ReplyMembers, ...names: readonly string[]): ReplyMembers =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
