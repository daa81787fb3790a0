import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, pageOf, providerField } from "@/lib/web/provider-form";

/** Removes a client that no living connection was made with. */
export const POST = formRoute({
  fields: z.object({ provider: providerField, client_name: z.string().max(200).default("") }),
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params, fields }) => {
    const removed = await runtime.services.removeClient(actor, { id: params["id"] ?? "", typed: fields.client_name });
    if (!removed.ok) return removed;
    return ok({ to: routes.admin.provider(removed.value.providerId), flash: good("admin.provider.flash.removed") });
  },
  failed: (failure, { params, fields }) => comeBack(pageOf(fields, params["id"]), failure, { client_name: fields.client_name }),
});
