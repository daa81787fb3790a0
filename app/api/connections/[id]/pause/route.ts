import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const paused = await runtime.services.pauseConnection(actor, id);
    if (!paused.ok) return paused;
    const undo = { action: routes.api.resume(id), fields: {} };
    return ok({ to: routes.connection(id), flash: { ...good("flash.paused", paused.value), undo } });
  },
});
