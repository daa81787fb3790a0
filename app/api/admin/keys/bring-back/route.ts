import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ key: z.string().max(40) }),
  page: () => routes.admin.keys,
  run: async ({ runtime, actor, fields }) => {
    const back = await runtime.services.bringKeyBack(actor, fields.key);
    return back.ok ? ok({ to: routes.admin.keys, flash: good("admin.keys.flash.back", { key: fields.key }) }) : back;
  },
});
