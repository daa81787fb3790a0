import { z } from "zod";
import { COLUMN_CHANGES, LIST_COLUMNS } from "@/lib/core/connections/list-look";
import { ok } from "@/lib/core/result";
import { safeReturnTo } from "@/lib/core/return-to";
import { routes } from "@/lib/views/routes";
import { returnToField } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";

/** One button for each thing that can be done to each column: "up.owner". */
const CHANGES = LIST_COLUMNS.flatMap((column) =>
  COLUMN_CHANGES.map((change) => ({ name: `${change}.${column}`, column, change })),
);

export const POST = formRoute({
  fields: z.object({ do: z.enum(["reset", ...CHANGES.map(({ name }) => name)]), returnTo: returnToField }),
  page: () => routes.admin.columns,
  run: async ({ runtime, actor, fields }) => {
    const asked = CHANGES.find(({ name }) => name === fields.do);
    const { services } = runtime;
    const changed = await (asked ? services.changeListColumn(actor, asked) : services.resetListLook(actor));
    return changed.ok ? ok({ to: safeReturnTo(fields.returnTo) ?? routes.admin.columns }) : changed;
  },
});
