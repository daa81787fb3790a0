import { z } from "zod";
import { ok } from "@/lib/core/result";
import { safeReturnTo } from "@/lib/core/return-to";
import { routes } from "@/lib/views/routes";
import { returnToField } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ returnTo: returnToField }),
  page: () => routes.connections,
  run: async ({ runtime, actor, params, fields }) => {
    const watched = await runtime.services.watchProvider(actor, params.provider ?? "");
    if (!watched.ok) return watched;
    return ok({ to: safeReturnTo(fields.returnTo) ?? routes.connections, flash: good("flash.watching", watched.value) });
  },
});
