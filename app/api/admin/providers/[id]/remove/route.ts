import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack } from "@/lib/web/provider-form";

/** Takes away a provider that an admin has described. */
export const POST = formRoute({
  fields: z.object({ typed_name: z.string().max(200).default("") }),
  page: ({ id = "" }) => routes.admin.provider(id),
  run: async ({ runtime, actor, params, fields }) => {
    const { id: providerId = "" } = params;
    const removed = await runtime.services.removeProvider(actor, { providerId, typed: fields.typed_name });
    return removed.ok ? ok({ to: routes.admin.providers, flash: good("admin.provider.flash.taken_away") }) : removed;
  },
  failed: (failure, { params, fields }) => comeBack(routes.admin.provider(params["id"] ?? ""), failure, fields),
});
