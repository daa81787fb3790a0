import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { checkFlash } from "@/lib/web/check-flash";
import { noFields } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";
import { refreshFailed } from "@/lib/web/refresh-failed";
import { shownZone } from "@/lib/web/shown-zone";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, person, params }) => {
    const id = params.id ?? "";
    const checked = await runtime.services.checkConnection(actor, id);
    if (!checked.ok && checked.error.code !== "refresh_failed") return checked;
    const zone = await shownZone(person);
    const now = await runtime.services.connectionDetail(actor, { id, before: null, timeZone: zone });
    if (!now.ok) return now;
    const moment = { now: runtime.clock.now(), zone };
    return ok({
      to: routes.connection(id),
      flash: checked.ok ? checkFlash(checked.value, now.value, moment) : refreshFailed(now.value, moment),
    });
  },
});
