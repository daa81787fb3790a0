import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.savedViews,
  run: async ({ runtime, actor, params }) => {
    const removed = await runtime.services.removeAdminView(actor, params.id ?? "");
    return removed.ok ? ok({ to: routes.admin.savedViews, flash: good("admin.views.removed") }) : removed;
  },
});
