import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.forecast,
  run: async ({ runtime, actor }) => {
    const taken = await runtime.services.takeCalendarBack(actor);
    return taken.ok ? ok({ to: routes.admin.forecast, flash: good("admin.calendar.flash.taken_back") }) : taken;
  },
});
