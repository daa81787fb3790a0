import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, pageOf, providerField } from "@/lib/web/provider-form";

/** Puts one of several secrets first, or removes it. */
export const POST = formRoute({
  fields: z.object({
    place: z.coerce.number().int().min(0).max(9),
    saved: z.string().max(40),
    act: z.enum(["use", "remove"]),
    provider: providerField,
  }),
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params, fields: { place, saved, act } }) => {
    const { id = "" } = params;
    const arranged = await runtime.services.arrangeSecret(actor, { id, place, savedAt: saved, act });
    if (!arranged.ok) return arranged;
    return ok({ to: routes.admin.provider(arranged.value.providerId, id), flash: good(`admin.provider.flash.secret_${act}`) });
  },
  failed: (failure, { params, fields }) => comeBack(pageOf(fields, params["id"]), failure),
});
