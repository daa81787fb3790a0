import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.diagnose(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const diagnosed = await runtime.services.diagnoseConnection(actor, id);
    if (!diagnosed.ok) return diagnosed;
    return ok({ to: routes.diagnose(id), flash: { tone: "calm", text: "flash.diagnosed", values: {} } });
  },
});
