import type { AuditResult } from "../core/ports/audit-trail";
import type { ActorKind } from "../core/ports/history";

/** Somebody or something that an act names. `href`: its page; null: it has none. */
export type NamedView = { readonly id: string; readonly name: string | null; readonly href: string | null };

/** One act as admins read it. Instants are ISO 8601. */
export type AuditEventView = {
  readonly id: string;
  readonly at: string;
  readonly by: ActorKind;
  readonly actor: NamedView | null;
  readonly action: string;
  readonly object: NamedView | null;
  readonly result: AuditResult;
  readonly reference: string | null;
  /** A network, `local`, or null. */
  readonly from: string | null;
  readonly data: Readonly<Record<string, string>>;
  readonly seq: string | null;
  readonly hash: string | null;
};

/** What the address of the log asks for. Empty strings ask for nothing. */
export type AuditQuery = {
  readonly action: string;
  readonly who: string;
  readonly object: string;
  readonly result: string;
  readonly from: string;
  readonly reference: string;
  /** Days, such as 2026-11-22, in UTC. */
  readonly since: string;
  readonly until: string;
  readonly older: string;
  readonly newer: string;
};

/** How the chain stands; `fault`: the first entry that does not hold. */
export type ChainView = {
  readonly checkedAt: string;
  readonly completeTo: string | null;
  readonly entries: number;
  readonly fault: { readonly seq: string; readonly why: "missing" | "changed" | "unsigned" } | null;
};

export type AuditListView = {
  readonly rows: readonly AuditEventView[];
  readonly asked: AuditQuery;
  /** Names of all acts there are. */
  readonly actions: readonly string[];
  /** What was typed means nothing: nobody is known under it, or it is no reference. null: it is understood. */
  readonly unknown: "who" | "reference" | null;
  readonly chain: ChainView | null;
  readonly mayExport: boolean;
  readonly older: string | null;
  readonly newer: string | null;
  readonly shownAt: string;
};
