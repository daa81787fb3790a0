import type { ServiceAccountRepository } from "../../core/ports/ways-in";
import { isConflict } from "./conflict";
import { writeAudit } from "./history";
import type { Db } from "./open";
import { toPerson } from "./people";

/** Accounts at sign-in services in PostgreSQL. */
export function serviceAccountRepository(db: Db): ServiceAccountRepository {
  return {
    async personOf({ issuer, subject }) {
      const row = await db.signInAccount.findUnique({
        where: { issuer_subject: { issuer, subject } },
        include: { user: true },
      });
      return row && toPerson(row.user);
    },

    async bind(personId, { issuer, subject }, audit) {
      try {
        await db.$transaction(async (tx) => {
          await tx.signInAccount.create({ data: { issuer, subject, user: { connect: { publicId: personId } } } });
          await writeAudit(tx, [audit]);
        });
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    },
  };
}
