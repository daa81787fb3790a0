import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { refreshFailed } from "@/lib/web/refresh-failed";
import { shownZone } from "@/lib/web/shown-zone";
import { whenWords } from "@/lib/web/when-words";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, person, params }) => {
    const id = params.id ?? "";
    const refreshed = await runtime.services.refreshConnection(actor, id);
    if (!refreshed.ok) {
      const zone = await shownZone(person);
      const now = await runtime.services.connectionDetail(actor, { id, before: null, timeZone: zone });
      if (refreshed.error.code !== "refresh_failed" || !now.ok) return refreshed;
      return ok({ to: routes.connection(id), flash: refreshFailed(now.value, { now: runtime.clock.now(), zone }) });
    }
    const { did, renewsAt } = refreshed.value;
    if (did === "busy") return ok({ to: routes.connection(id), flash: { tone: "calm", text: "flash.busy", values: {} } });
    const text = `flash.${did}${renewsAt === null ? "_for_now" : ""}`;
    return ok({
      to: routes.connection(id),
      flash: good(text, { when: whenWords(renewsAt, runtime.clock.now(), await shownZone(person)) }),
    });
  },
});
