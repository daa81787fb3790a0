import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ key: z.string().max(40) }),
  page: () => routes.admin.keys,
  run: async ({ runtime, actor, fields }) => {
    const started = await runtime.services.startRotation(actor, fields.key);
    return started.ok ? ok({ to: routes.admin.keys, flash: good("admin.keys.flash.started", { key: fields.key }) }) : started;
  },
});
