import { z } from "zod";
import { ok } from "@/lib/core/result";
import { cameFrom, fromField } from "@/lib/web/came-from";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ from: fromField }),
  page: (_, fields) => cameFrom(fields?.from),
  run: async ({ runtime, actor, params, fields }) => {
    const told = await runtime.services.tellSellers(actor, params.id ?? "");
    if (!told.ok) return told;
    return ok({ to: cameFrom(fields.from), flash: good("admin.flash.told", { count: String(told.value.sellers) }) });
  },
});
