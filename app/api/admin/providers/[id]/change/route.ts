import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, customForm } from "@/lib/web/provider-form";

/** Changes a provider that an admin has described. */
export const POST = formRoute({
  fields: customForm.extend({ revision: z.coerce.number().int().catch(0) }),
  page: ({ id = "" }) => routes.admin.provider(id),
  run: async ({ runtime, actor, params, fields }) => {
    const { id: providerId = "" } = params;
    const changed = await runtime.services.changeProvider(actor, { ...fields, providerId });
    if (!changed.ok) return changed;
    const { moved, connections } = changed.value;
    const flash = moved
      ? good("admin.provider.flash.moved", { count: String(connections) })
      : good("admin.provider.flash.renamed");
    return ok({ to: routes.admin.provider(providerId), flash });
  },
  failed: (failure, { params, fields }) => {
    const typed = { ...fields, revision: String(fields.revision) };
    // What stands now is what they have to look at.
    const back = failure.code === "changed_meanwhile" ? {} : typed;
    return comeBack(routes.admin.provider(params["id"] ?? ""), failure, back);
  },
});
