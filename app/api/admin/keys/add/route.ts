import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.keys,
  run: async ({ runtime, actor }) => {
    const added = await runtime.services.addKey(actor);
    return added.ok ? ok({ to: routes.admin.keys, flash: good("admin.keys.flash.added", { key: added.value.keyId }) }) : added;
  },
});
