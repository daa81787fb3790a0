import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, customForm } from "@/lib/web/provider-form";

/** A provider that no definition of ours describes. */
export const POST = formRoute({
  fields: customForm,
  page: () => routes.admin.newProvider,
  run: async ({ runtime, actor, fields }) => {
    const added = await runtime.services.addProvider(actor, fields);
    if (!added.ok) return added;
    return ok({ to: routes.admin.provider(added.value.providerId), flash: good("admin.provider.flash.described") });
  },
  failed: (failure, { fields }) => comeBack(routes.admin.newProvider, failure, fields),
});
