import type { AuditChain, ChainFault, ChainState } from "../../core/ports/audit-trail";
import type { Signer } from "../../core/ports/system";
import { type Anchor, anchorOf, isSigned, keepHead, signed } from "./audit-anchors";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

/** So many entries get their place at once: a transaction of some ten milliseconds. */
const AT_ONCE = 1000;
/** So many are looked at by one statement. */
const LOOKED_AT = 5000;
/** So many of the newest are looked at each time that somebody reads how the chain stands. */
const NEWEST = 300;

type Tx = Prisma.TransactionClient;
type Place = { readonly seq: bigint; readonly hash: string };
type Found = { readonly last: Place; readonly fault: ChainFault | null };

/** The chain of the audit in PostgreSQL. Digests are made there; places are signed with a key that the database does not have. */
export function auditChain(db: Db, signer: Signer): AuditChain {
  const seal = () =>
    db.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ sealed: number }[]>`SELECT seal_audit(${AT_ONCE}::int) AS sealed`;
      const sealed = row?.sealed ?? 0;
      if (sealed > 0) await keepHead(tx, signer);
      return Math.max(sealed, 0);
    });
  return {
    seal,

    async check() {
      const state = await lookAtAll(db, signer);
      const row = {
        checkedAt: state.checkedAt,
        seenFrom: state.from,
        seenTo: state.to,
        completeTo: state.completeTo,
        badSeq: state.fault === null ? null : BigInt(state.fault.seq),
        badWhy: state.fault?.why ?? null,
      };
      await db.auditCheck.upsert({ where: { id: 1 }, create: { id: 1, ...row }, update: row });
      return toState(state);
    },

    async standing() {
      const last = await db.auditCheck.findUnique({ where: { id: 1 } });
      if (last === null) return null;
      const known: ChainState = {
        checkedAt: last.checkedAt,
        completeTo: last.completeTo,
        entries: Number(last.seenTo - last.seenFrom),
        fault: last.badSeq === null ? null : { seq: String(last.badSeq), why: last.badWhy as ChainFault["why"] },
      };
      return known.fault === null ? lookAtNewest(db, signer, known) : known;
    },

    async forget(days) {
      while ((await seal()) === AT_ONCE);
      await db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('holdfast.audit'))::text, set_config('holdfast.audit', 'forget', true)`;
        const last = await lastTooOld(tx, days);
        if (last === null) return;
        await tx.auditAnchor.deleteMany({ where: { kind: "start" } });
        await tx.auditAnchor.deleteMany({ where: { kind: "mark", seq: { lte: last.seq } } });
        await tx.auditAnchor.create({ data: { kind: "start", ...last, signature: signed(signer, "start", last) } });
        await tx.$executeRaw`DELETE FROM audit_event WHERE seq <= ${last.seq}`;
      });
    },
  };
}

const toState = ({ checkedAt, completeTo, from, to, fault }: Looked): ChainState => ({
  checkedAt,
  completeTo,
  entries: Number(to - from),
  fault,
});

/** The last place before the first entry that has to stay. */
async function lastTooOld(tx: Tx, days: number): Promise<Place | null> {
  const [row] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
    SELECT e.seq, e.hash FROM audit_event e WHERE e.seq < COALESCE(
      (SELECT y.seq FROM audit_event y WHERE y.seq IS NOT NULL AND y.at >= now() - ${days} * interval '1 day' ORDER BY y.seq LIMIT 1),
      9223372036854775807)
    ORDER BY e.seq DESC LIMIT 1`;
  return row ?? null;
}

type Looked = {
  readonly checkedAt: Date;
  readonly completeTo: Date | null;
  readonly from: bigint;
  readonly to: bigint;
  readonly fault: ChainFault | null;
};

async function lookAtAll(db: Db, signer: Signer): Promise<Looked> {
  const checkedAt = new Date();
  const anchors = (await db.auditAnchor.findMany({ orderBy: { seq: "asc" } })).map(anchorOf);
  const start = anchors.find(({ kind }) => kind === "start");
  const from: Place = start ?? { seq: 0n, hash: "" };
  const to = await newest(db, from.seq);
  const walked = await walk(db, from, to);
  const faults = [
    start && !isSigned(signer, start) ? unsigned(start) : null,
    walked.fault,
    ...(await Promise.all(anchors.filter(({ kind }) => kind !== "start").map((anchor) => against(db, signer, anchor, to)))),
  ].filter((fault) => fault !== null);
  const fault = faults.sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)))[0] ?? null;
  const good = fault === null ? to : BigInt(fault.seq) - 1n;
  return { checkedAt, completeTo: await timeOf(db, good), from: from.seq, to, fault };
}

/** The newest entries, and the newest place that was signed. */
async function lookAtNewest(db: Db, signer: Signer, known: ChainState): Promise<ChainState> {
  const head = await db.auditAnchor.findFirst({ where: { kind: "head" } });
  const start = await db.auditAnchor.findFirst({ where: { kind: "start" } });
  const to = await newest(db, start?.seq ?? 0n);
  const first = to - BigInt(NEWEST);
  const from = first > (start?.seq ?? 0n) ? await placeAt(db, first) : (start ?? { seq: 0n, hash: "" });
  const walked = from === null ? { fault: { seq: String(first), why: "missing" as const } } : await walk(db, from, to);
  const fault = walked.fault ?? (head && (await against(db, signer, anchorOf(head), to)));
  if (fault) return { ...known, fault };
  return { ...known, completeTo: (await timeOf(db, to)) ?? known.completeTo };
}

async function newest(db: Db, least: bigint): Promise<bigint> {
  const { _max } = await db.auditEvent.aggregate({ _max: { seq: true } });
  return _max.seq !== null && _max.seq > least ? _max.seq : least;
}

async function placeAt(db: Db, seq: bigint): Promise<Place | null> {
  const row = await db.auditEvent.findUnique({ where: { seq }, select: { seq: true, hash: true } });
  return row?.seq && row.hash ? { seq: row.seq, hash: row.hash } : null;
}

/** The newest entry at or before a place. */
async function timeOf(db: Db, seq: bigint): Promise<Date | null> {
  const row = await db.auditEvent.findFirst({ where: { seq: { lte: seq } }, orderBy: { seq: "desc" }, select: { at: true } });
  return row?.at ?? null;
}

/** From one place to another, in pieces. */
async function walk(db: Db, from: Place, to: bigint): Promise<Found> {
  let last = from;
  while (last.seq < to) {
    const upto = last.seq + BigInt(LOOKED_AT) < to ? last.seq + BigInt(LOOKED_AT) : to;
    const [fault] = await db.$queryRaw<{ place: bigint; why: "missing" | "changed" }[]>`
      SELECT place, why FROM audit_fault(${last.seq}::bigint, ${last.hash}, ${upto}::bigint)`;
    if (fault) return { last, fault: { seq: String(fault.place), why: fault.why } };
    const next = await placeAt(db, upto);
    if (next === null) return { last, fault: { seq: String(upto), why: "missing" } };
    last = next;
  }
  return { last, fault: null };
}

const unsigned = ({ seq }: Place): ChainFault => ({ seq: String(seq), why: "unsigned" });

/** Whether a place still is what was signed for it. */
async function against(db: Db, signer: Signer, anchor: Anchor, to: bigint): Promise<ChainFault | null> {
  if (!isSigned(signer, anchor)) return unsigned(anchor);
  // What is older than the first that is kept was signed as the start.
  const start = await db.auditAnchor.findFirst({ where: { kind: "start", seq: { gte: anchor.seq } }, select: { seq: true } });
  if (start !== null) return null;
  if (anchor.seq > to) return { seq: String(to + 1n), why: "missing" };
  const there = await placeAt(db, anchor.seq);
  if (there === null) return { seq: String(anchor.seq), why: "missing" };
  return there.hash === anchor.hash ? null : { seq: String(anchor.seq), why: "changed" };
}
