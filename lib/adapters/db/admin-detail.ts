import type { AdminReads } from "../../core/ports/admin";
import { JOINED, OWNER, toAdminConnection } from "./admin-list";
import { Prisma } from "./generated/client";
import { toEvent } from "./history";
import type { Db } from "./open";
import { COLUMNS } from "./rows";

type Row = Parameters<typeof toAdminConnection>[0] & {
  definition_digest: string;
  key_id: string | null;
  fingerprint: string | null;
  enabled: boolean;
  frozen_until: Date | null;
  frozen_code: string | null;
  renewals_paused_at: Date | null;
};

/** As many hex digits of a fingerprint as anybody may see (`security.md` C9). */
const SHOWN_DIGITS = 8;

const MORE = Prisma.sql`, c.definition_digest, k.key_id, left(k.refresh_fingerprint, ${SHOWN_DIGITS}) AS fingerprint,
  r.enabled, r.frozen_until, r.frozen_code, r.renewals_paused_at`;

/** One connection with what an admin needs to see why it stands as it does. */
export function adminDetail(db: Db): Pick<AdminReads, "connection" | "attempts" | "events"> {
  return {
    async connection(id) {
      const [row] = await db.$queryRaw<Row[]>`SELECT ${COLUMNS}${OWNER}${MORE} FROM ${JOINED} WHERE c.public_id = ${id}`;
      if (!row) return null;
      return {
        ...toAdminConnection(row),
        registration: {
          id: row.registration_id,
          providerId: row.provider_id,
          environmentId: row.environment_id,
          renewalsPausedAt: row.renewals_paused_at,
          isInEmergency: row.stopped_at !== null,
          enabled: row.enabled,
          frozenUntil: row.frozen_until,
          frozenCode: row.frozen_code,
          trouble: row.trouble,
          canary: null,
        },
        definitionDigest: row.definition_digest,
        keyId: row.key_id,
        fingerprint: row.fingerprint,
      };
    },

    async attempts(id, limit) {
      const rows = await db.refreshAttempt.findMany({
        where: { connection: { publicId: id } },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map((row) => ({
        id: String(row.id),
        at: row.startedAt,
        trigger: row.trigger,
        state: row.state,
        generation: row.generation,
        tries: row.tries,
        status: row.httpStatus,
        durationMs: row.durationMs,
        errorClass: row.errorClass,
        replyClass: row.replyClass,
        errorCode: row.errorCode,
        errorText: row.errorText,
        reference: row.reference,
      }));
    },

    async events(id, limit, before) {
      const rows = await db.connectionEvent.findMany({
        where: { connection: { publicId: id }, ...(before !== null && { id: { lt: BigInt(before) } }) },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(toEvent);
    },
  };
}
