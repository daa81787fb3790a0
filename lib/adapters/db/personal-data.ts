import type { PersonalData, PersonalDataReads } from "../../core/ports/personal-data";
import type { Db } from "./open";
import { PERSONAL_TABLES } from "./personal-columns";
import type { PersonalTable } from "./personal-table";

type Row = { readonly row: Readonly<Record<string, unknown>> };

/** Only names of our own list stand in it; the person is a parameter. A row of a connection names it by its public id. */
function statementFor({ table, columns, inside, whose }: PersonalTable): string {
  const about = inside.includes("connection_id")
    ? ["(SELECT public_id FROM connection WHERE id = t.connection_id) AS connection"]
    : [];
  const wanted = [...about, ...columns.map((column) => `t."${column}"`)].join(", ");
  return `SELECT to_jsonb(told) AS row FROM (SELECT ${wanted} FROM "${table}" t WHERE ${whose}) told`;
}

/** What is kept about a person, read in one moment. */
export const personalDataReads = (db: Db): PersonalDataReads => ({
  of: (personId) =>
    db.$transaction(
      async (tx) => {
        const person = await tx.user.findUniqueOrThrow({ where: { publicId: personId }, select: { id: true } });
        const data: Record<string, PersonalData[string]> = {};
        for (const table of PERSONAL_TABLES) {
          const rows = await tx.$queryRawUnsafe<Row[]>(statementFor(table), person.id);
          data[table.name] = rows.map(({ row }) => row);
        }
        return data;
      },
      { isolationLevel: "RepeatableRead" },
    ),
});
