/** `guest`: somebody who came with a repair link; the id is the link's. */
export type ActorKind = "seller" | "admin" | "guest" | "holdfast" | "provider";

/** One line of a connection's timeline. `type` names a sentence `event.<type>` of the text catalogue; `data` holds no secret. */
export type NewEvent = {
  readonly type: string;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly reference?: string | null;
};

/** One audited act. Written in the same transaction as the act, so that neither exists alone. */
export type NewAudit = {
  readonly action: string;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly object: string | null;
  readonly result: "done" | "denied" | "failed";
  readonly reference?: string | null;
  readonly data?: Readonly<Record<string, string | number | readonly string[]>>;
};

export type EventRecord = {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, string | number>>;
  readonly reference: string | null;
};

export type AuditLog = { readonly write: (entry: NewAudit) => Promise<void> };

/** How long history is kept, in days. */
export type Retention = { readonly forget: (keep: { readonly eventDays: number; readonly auditDays: number }) => Promise<void> };
