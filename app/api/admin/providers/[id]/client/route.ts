import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { clientForm, comeBack } from "@/lib/web/provider-form";

/** Another client of ours at a provider. */
export const POST = formRoute({
  fields: clientForm,
  page: ({ id = "" }) => routes.admin.provider(id, "new"),
  run: async ({ runtime, actor, params, fields }) => {
    const { id: providerId = "" } = params;
    const added = await runtime.services.addClient(actor, { ...fields, providerId });
    if (!added.ok) return added;
    return ok({ to: routes.admin.provider(providerId, added.value.clientId), flash: good("admin.provider.flash.added") });
  },
  failed: (failure, { params, fields }) => {
    const { name, environmentId: environment, clientId: client_id } = fields;
    return comeBack(routes.admin.provider(params["id"] ?? "", "new"), failure, { name, environment, client_id });
  },
});
