import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.outages,
  run: async ({ runtime, actor, params }) => {
    const ended = await runtime.services.endOutage(actor, params.id ?? "");
    return ended.ok ? ok({ to: routes.admin.outages, flash: good("admin.flash.outage_ended", ended.value) }) : ended;
  },
});
