import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, pageOf, providerField } from "@/lib/web/provider-form";

/** Tests a configuration; the page shows what was found. */
export const POST = formRoute({
  fields: z.object({ provider: providerField }),
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params }) => {
    const { id = "" } = params;
    const tested = await runtime.services.testClient(actor, id);
    if (!tested.ok) return tested;
    const { providerId, isWell } = tested.value;
    const flash = isWell
      ? good("admin.provider.flash.test_well")
      : ({ tone: "bad", text: "admin.provider.flash.test_wrong", values: {} } as const);
    return ok({ to: `${routes.admin.provider(providerId, id)}#test`, flash });
  },
  failed: (failure, { params, fields }) => comeBack(pageOf(fields, params["id"]), failure),
});
