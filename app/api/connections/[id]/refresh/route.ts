import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { shownZone } from "@/lib/web/shown-zone";
import { whenWords } from "@/lib/web/when-words";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, person, params }) => {
    const id = params.id ?? "";
    const refreshed = await runtime.services.refreshConnection(actor, id);
    if (!refreshed.ok) return refreshed;
    const { did, renewsAt } = refreshed.value;
    const text = `flash.${did}${renewsAt === null ? "_for_now" : ""}`;
    return ok({
      to: routes.connection(id),
      flash: good(text, { when: whenWords(renewsAt, runtime.clock.now(), await shownZone(person)) }),
    });
  },
});
