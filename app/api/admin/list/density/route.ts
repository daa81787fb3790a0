import { z } from "zod";
import { LIST_DENSITIES } from "@/lib/core/connections/list-look";
import { ok } from "@/lib/core/result";
import { safeReturnTo } from "@/lib/core/return-to";
import { routes } from "@/lib/views/routes";
import { returnToField } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";

/** How much room each row has. */
export const POST = formRoute({
  fields: z.object({ density: z.enum(LIST_DENSITIES), returnTo: returnToField }),
  page: () => routes.admin.columns,
  run: async ({ runtime, actor, fields }) => {
    const set = await runtime.services.setListDensity(actor, fields.density);
    return set.ok ? ok({ to: safeReturnTo(fields.returnTo) ?? routes.admin.columns }) : set;
  },
});
