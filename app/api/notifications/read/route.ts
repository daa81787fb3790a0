import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ upTo: z.string().max(20) }),
  page: () => routes.notifications(),
  run: async ({ runtime, actor, fields }) => {
    const read = await runtime.services.readNotices(actor, fields.upTo);
    return read.ok ? ok({ to: routes.notifications() }) : read;
  },
});
