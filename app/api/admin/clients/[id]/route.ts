import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { clientPageForm, comeBack, pageOf } from "@/lib/web/provider-form";

/** Another client id, or other values beside it. */
export const POST = formRoute({
  fields: clientPageForm,
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params, fields }) => {
    const { id = "" } = params;
    const changed = await runtime.services.changeClient(actor, { id, clientId: fields.clientId, values: fields.values });
    if (!changed.ok) return changed;
    return ok({ to: routes.admin.provider(changed.value.providerId, id), flash: good("admin.provider.flash.changed") });
  },
  failed: (failure, { params, fields }) => comeBack(pageOf(fields, params["id"]), failure, { client_id: fields.clientId }),
});
