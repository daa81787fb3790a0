import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { viewNameField } from "@/lib/web/save-view";

export const POST = formRoute({
  fields: z.object({ name: viewNameField }),
  page: () => routes.admin.savedViews,
  run: async ({ runtime, actor, params, fields }) => {
    const renamed = await runtime.services.renameAdminView(actor, { id: params.id ?? "", name: fields.name });
    if (!renamed.ok) return renamed;
    const flash = good(`admin.views.${renamed.value}`, { name: fields.name.trim() });
    return ok({ to: routes.admin.savedViews, flash: renamed.value === "renamed" ? flash : { ...flash, tone: "bad" } });
  },
});
