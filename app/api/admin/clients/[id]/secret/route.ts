import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, pageOf, providerField } from "@/lib/web/provider-form";

/** A new secret beside those that are kept. */
export const POST = formRoute({
  fields: z.object({ client_secret: z.string().max(4000).default(""), provider: providerField }),
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params, fields }) => {
    const { id = "" } = params;
    const added = await runtime.services.addSecret(actor, { id, secret: fields.client_secret });
    if (!added.ok) return added;
    return ok({ to: routes.admin.provider(added.value.providerId, id), flash: good("admin.provider.flash.secret") });
  },
  failed: (failure, { params, fields }) => comeBack(pageOf(fields, params["id"]), failure),
});
