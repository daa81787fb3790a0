import type { AdminViewRepository } from "../../core/ports/admin-views";
import { isConflict } from "./conflict";
import type { Db } from "./open";

/** Saved views and looks of the list of all connections in PostgreSQL. */
export function adminViewRepository(db: Db): AdminViewRepository {
  const own = (personId: string) => ({ user: { publicId: personId } });
  return {
    async list(personId) {
      const rows = await db.adminView.findMany({ where: own(personId), orderBy: { name: "asc" } });
      return rows.map(({ publicId, name, query }) => ({ id: publicId, name, query }));
    },

    async save(personId, { id, name, query }, most) {
      if ((await db.adminView.count({ where: own(personId) })) >= most) return "too_many";
      try {
        await db.adminView.create({ data: { publicId: id, name, query, user: { connect: { publicId: personId } } } });
        return "saved";
      } catch (error) {
        if (isConflict(error)) return "name_taken";
        throw error;
      }
    },

    async rename(personId, id, name) {
      try {
        const { count } = await db.adminView.updateMany({ where: { publicId: id, ...own(personId) }, data: { name } });
        return count === 1 ? "renamed" : "not_found";
      } catch (error) {
        if (isConflict(error)) return "name_taken";
        throw error;
      }
    },

    async remove(personId, id) {
      return (await db.adminView.deleteMany({ where: { publicId: id, ...own(personId) } })).count === 1;
    },

    async setting(personId) {
      const row = await db.adminListSetting.findFirst({ where: own(personId) });
      return row && { columns: row.columns, density: row.density };
    },

    async saveSetting(personId, { columns, density }) {
      const set = { columns: [...columns], density };
      const { id: userId } = await db.user.findUniqueOrThrow({ where: { publicId: personId }, select: { id: true } });
      await db.adminListSetting.upsert({ where: { userId }, create: { userId, ...set }, update: set });
    },
  };
}
