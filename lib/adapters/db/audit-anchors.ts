import type { Signer } from "../../core/ports/system";
import type { Prisma } from "./generated/client";

/** A place of the chain that was signed. */
export type Anchor = {
  readonly kind: string;
  readonly seq: bigint;
  readonly hash: string;
  readonly signature: string;
};

/** A signed place stays for good, one in so many. */
const MARK_EVERY = 1000n;

/** What is signed: where entries were forgotten is another statement than where the newest stands. */
const statement = (kind: string, { seq, hash }: Pick<Anchor, "seq" | "hash">): string =>
  `${kind === "start" ? "start" : "place"} ${seq} ${hash}`;

export const signed = (signer: Signer, kind: string, place: Pick<Anchor, "seq" | "hash">): string =>
  signer.sign("audit", statement(kind, place));

export const isSigned = (signer: Signer, anchor: Anchor): boolean =>
  signer.open("audit", anchor.signature) === statement(anchor.kind, anchor);

export const anchorOf = ({ kind, seq, hash, signature }: Prisma.AuditAnchorGetPayload<object>): Anchor => ({
  kind,
  seq,
  hash,
  signature,
});

/**
 * Signs the newest place. The one that was signed before stays as a mark where its entry is not what was signed: to sign
 * over it would hide that.
 */
export async function keepHead(tx: Prisma.TransactionClient, signer: Signer): Promise<void> {
  const before = await tx.auditAnchor.findFirst({ where: { kind: "head" } });
  const newest = await tx.auditEvent.findFirst({ where: { seq: { not: null } }, orderBy: { seq: "desc" } });
  if (!newest?.seq || newest.hash === null) return;
  if (before !== null) {
    const there = await tx.auditEvent.findUnique({ where: { seq: before.seq }, select: { hash: true } });
    const isMark = before.seq / MARK_EVERY < newest.seq / MARK_EVERY;
    const holds = there?.hash === before.hash && isSigned(signer, anchorOf(before));
    const where = { kind_seq: { kind: "head", seq: before.seq } };
    if (isMark || !holds) await tx.auditAnchor.update({ where, data: { kind: "mark" } });
    else await tx.auditAnchor.delete({ where });
  }
  const place = { seq: newest.seq, hash: newest.hash };
  await tx.auditAnchor.create({ data: { kind: "head", ...place, signature: signed(signer, "head", place) } });
}
