import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Takes the open reconnect link back. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.share(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const taken = await runtime.services.takeLinkBack(actor, id);
    return taken.ok ? ok({ to: routes.connection(id), flash: good("flash.link_taken_back", taken.value) }) : taken;
  },
});
