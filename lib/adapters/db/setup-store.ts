import type { SetupStore } from "../../core/ports/ways-in";
import { writeAudit } from "./history";
import type { Db } from "./open";
import { toPerson } from "./people";

const KEY = "setup_code";

/** The one-time code of a first start stands, as a digest, among what the database knows about its deployment. */
export function setupStore(db: Db): SetupStore {
  return {
    async isEmpty() {
      return (await db.user.findFirst({ select: { id: true } })) === null;
    },

    async keepCode(codeHash, replace) {
      const kept = replace
        ? await db.$executeRaw`
            INSERT INTO deployment (key, value) VALUES (${KEY}, ${codeHash})
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()`
        : await db.$executeRaw`INSERT INTO deployment (key, value) VALUES (${KEY}, ${codeHash}) ON CONFLICT (key) DO NOTHING`;
      return kept > 0;
    },

    async isCode(codeHash) {
      return (await db.deployment.findFirst({ where: { key: KEY, value: codeHash } })) !== null;
    },

    async forgetCode() {
      await db.deployment.deleteMany({ where: { key: KEY } });
    },

    async makeFirstAdmin(codeHash, { id, name, email }, audit) {
      return db.$transaction(async (tx) => {
        // Whoever comes second waits here for the first, and then finds no code.
        const { count } = await tx.deployment.deleteMany({ where: { key: KEY, value: codeHash } });
        if (count === 0 || (await tx.user.findFirst({ select: { id: true } })) !== null) return null;
        const row = await tx.user.create({ data: { publicId: id, name, email: email.trim().toLowerCase(), role: "owner" } });
        await writeAudit(tx, [{ ...audit, actorKind: "admin", actorId: row.publicId, object: row.publicId }]);
        return toPerson(row);
      });
    },

    async describe() {
      const [row] = await db.$queryRaw<{ version: string; now: Date }[]>`
        SELECT current_setting('server_version') AS version, clock_timestamp() AS now`;
      return { version: row?.version.split(" ", 1)[0] ?? "", now: row?.now ?? new Date(0) };
    },
  };
}
