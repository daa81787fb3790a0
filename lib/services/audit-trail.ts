import { failure } from "../core/errors";
import { looksLikeReference } from "../core/ids";
import type { AuditFilter, AuditReads, AuditResult, AuditStart } from "../core/ports/audit-trail";
import { err, ok } from "../core/result";
import { may } from "../core/roles";
import type { AuditEventView, AuditQuery } from "../views/audit";
import type { Actor } from "./actor";
import { audited } from "./audited";
import type { Dependencies } from "./dependencies";
import { actOf } from "./manage-people";
import type { AuditServices } from "./people-contract";
import { permitted, permittedResult } from "./permitted";
import { presentAudit, presentChain } from "./present-audit";

type Deps = Pick<Dependencies, "auditReads" | "auditChain" | "audit" | "clock">;

const A_PAGE = 50;
/** Few enough to hold, many enough that a long log is not a thousand questions. */
const EXPORTED_AT_ONCE = 500;
const LONGEST = 200;
const RESULTS = ["done", "denied", "failed"] as const satisfies readonly AuditResult[];
const DAY_MS = 86_400_000;

/** The log, newest first, as the address asks for it. */
export function auditList(deps: Deps, actor: Actor, sent: AuditQuery): ReturnType<AuditServices["auditList"]> {
  return permitted(actor, "see_audit", async () => {
    const asked = understood(sent);
    const filter = await filterOf(deps, asked);
    const [page, actions, chain] = await Promise.all([
      pageOf(deps, filter, startOf(asked)),
      deps.auditReads.actions(),
      deps.auditChain.standing(),
    ]);
    const rows = page.rows.map(presentAudit);
    return {
      rows,
      asked,
      actions,
      unknown: filter === null ? unknownIn(asked) : null,
      chain: chain && presentChain(chain),
      mayExport: may(actor.role, "export"),
      older: page.older ? placeOf(rows.at(-1)) : null,
      newer: page.newer ? placeOf(rows[0]) : null,
      shownAt: deps.clock.now().toISOString(),
    };
  });
}

/** One act. Those who may not read the log find none. */
export function auditEvent(deps: Deps, actor: Actor, id: string): ReturnType<AuditServices["auditEvent"]> {
  return permittedResult(actor, "see_audit", async () => {
    const record = /^\d{1,18}$/.test(id) ? await deps.auditReads.one(id) : null;
    return record === null ? err(failure("not_found")) : ok(presentAudit(record));
  });
}

/** The whole answer to a question, and an entry of its own that says how much of it was taken, by whom. */
export function exportAudit(
  deps: Deps,
  actor: Actor,
  sent: AuditQuery,
  format: "csv" | "ndjson",
): ReturnType<AuditServices["exportAudit"]> {
  return audited(deps, actor, "export", { action: "audit_exported", object: null }, async () => {
    const filter = await filterOf(deps, understood({ ...sent, older: "", newer: "" }));
    // Before anything leaves: a process that dies, or a reader who lets the answer hang, must not hide that it was taken.
    await deps.audit.write(actOf(actor, "audit_export_begun", null, { format }));
    return ok(taken(deps, actor, filter, format));
  });
}

type AuditPage = Awaited<ReturnType<AuditReads["page"]>>;

async function* taken(
  deps: Deps,
  actor: Actor,
  filter: AuditFilter | null,
  format: string,
): AsyncGenerator<readonly AuditEventView[], void> {
  let rows = 0;
  let whole = false;
  try {
    let start: AuditStart | null = null;
    for (;;) {
      const page: AuditPage = filter === null ? NOBODYS : await deps.auditReads.page(filter, start, EXPORTED_AT_ONCE);
      rows += page.rows.length;
      if (page.rows.length > 0) yield page.rows.map(presentAudit);
      const last = page.rows.at(-1);
      if (!page.older || last === undefined) break;
      start = { towards: "older", at: last.at, id: last.id };
    }
    whole = true;
  } finally {
    // Whoever stops taking it has what was taken until then.
    await deps.audit.write({ ...actOf(actor, "audit_exported", null, { rows, format }), result: whole ? "done" : "failed" });
  }
}

/** Looks at all of it now. */
export function checkAudit(deps: Deps, actor: Actor): ReturnType<AuditServices["checkAudit"]> {
  return permitted(actor, "see_audit", async () => {
    while ((await deps.auditChain.seal()) > 0);
    const state = await deps.auditChain.check();
    await deps.audit.write(actOf(actor, "audit_checked", null, state.fault === null ? {} : { fault: state.fault.seq }));
    return presentChain(state);
  });
}

const NOBODYS: AuditPage = { rows: [], newer: false, older: false };

/** Going back towards the newest ends at the very first page, which is full. */
async function pageOf(deps: Deps, filter: AuditFilter | null, start: AuditStart | null) {
  if (filter === null) return NOBODYS;
  const page = await deps.auditReads.page(filter, start, A_PAGE);
  return start?.towards === "newer" && !page.newer ? deps.auditReads.page(filter, null, A_PAGE) : page;
}

const placeOf = (row: AuditEventView | undefined): string | null => (row ? `${Date.parse(row.at)}.${row.id}` : null);

const PLACE = /^(\d{1,15})\.(\d{1,18})$/;

function startOf({ older, newer }: AuditQuery): AuditStart | null {
  const [, at, id] = PLACE.exec(older || newer) ?? [];
  return at && id ? { towards: older === "" ? "newer" : "older", at: new Date(Number(at)), id } : null;
}

const dayOf = (text: string): Date | null => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
};

function understood(sent: AuditQuery): AuditQuery {
  const plain = (text: string) => text.normalize("NFC").trim().slice(0, LONGEST);
  const place = (text: string) => (PLACE.test(text) ? text : "");
  return {
    action: plain(sent.action),
    who: plain(sent.who),
    object: plain(sent.object),
    result: RESULTS.find((result) => result === sent.result) ?? "",
    from: plain(sent.from),
    reference: plain(sent.reference).toUpperCase(),
    since: dayOf(sent.since) === null ? "" : sent.since,
    until: dayOf(sent.until) === null ? "" : sent.until,
    older: place(sent.older),
    newer: place(sent.older) === "" ? place(sent.newer) : "",
  };
}

const isMistyped = ({ reference }: AuditQuery): boolean => reference !== "" && !looksLikeReference(reference);

const unknownIn = (asked: AuditQuery) => (isMistyped(asked) ? "reference" : "who");

/** null: nobody is known under what was typed, or there is no such reference, so no entry is meant. */
async function filterOf(deps: Deps, asked: AuditQuery): Promise<AuditFilter | null> {
  if (isMistyped(asked)) return null;
  const actorId = asked.who === "" ? null : await deps.auditReads.actorOf(asked.who);
  if (asked.who !== "" && actorId === null) return null;
  const object = asked.object.includes("@") ? await deps.auditReads.actorOf(asked.object) : asked.object;
  if (object === null) return null;
  const until = dayOf(asked.until);
  return {
    action: asked.action || null,
    actorId,
    object: object || null,
    result: RESULTS.find((result) => result === asked.result) ?? null,
    cameFrom: asked.from || null,
    reference: asked.reference || null,
    since: dayOf(asked.since),
    // The last day is meant as a whole.
    until: until && new Date(until.getTime() + DAY_MS),
  };
}
