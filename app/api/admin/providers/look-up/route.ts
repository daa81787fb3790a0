import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { bringBack, comeBack } from "@/lib/web/provider-form";

/** Asks an issuer where its endpoints are, and fills in the form with what it says. */
export const POST = formRoute({
  fields: z.object({ issuer: z.string().max(1000).default(""), name: z.string().max(200).default("") }),
  page: () => routes.admin.newProvider,
  run: async ({ runtime, actor, fields }) => {
    const found = await runtime.services.lookUpProvider(actor, fields);
    if (!found.ok) return found;
    return ok({ ...bringBack(routes.admin.newProvider, "found", found.value), flash: good("admin.provider.flash.found") });
  },
  failed: (failure, { fields }) => comeBack(routes.admin.newProvider, failure, fields),
});
