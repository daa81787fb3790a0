import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const ended = await runtime.services.disconnectConnection(actor, id);
    if (!ended.ok && ended.error.code === "not_usable") {
      // Twice pressed, or ended in another window: what was wanted is so.
      const now = await runtime.services.connectionDetail(actor, { id, before: null, timeZone: null });
      if (now.ok && now.value.state === "disconnected")
        return ok({ to: routes.connection(id), flash: good("flash.already_disconnected", { label: now.value.label }) });
    }
    if (!ended.ok) return ended;
    // How it ended at the marketplace stands on the page, in the receipt.
    return ok({ to: routes.connection(id), flash: good("flash.disconnected", { label: ended.value.label }) });
  },
});
