import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { checkboxes } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ when: z.enum(["at_once", "daily"]), mail: checkboxes, app: checkboxes }),
  page: () => routes.notificationSettings,
  run: async ({ runtime, actor, fields: { when, mail, app } }) => {
    await runtime.services.chooseNotices(actor, { digest: when === "daily", mail, app });
    return ok({ to: routes.notificationSettings, flash: good("flash.notifications_saved") });
  },
});
