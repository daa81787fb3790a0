import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { CALENDAR_MADE } from "@/lib/web/forecast-loaders";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Makes the reader's own calendar address. The page after it shows it this one time. */
export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.forecast,
  run: async ({ runtime, actor }) => {
    const made = await runtime.services.makeCalendar(actor);
    return made.ok ? ok({ to: routes.admin.forecast, flash: good(CALENDAR_MADE, { code: made.value.code }) }) : made;
  },
});
