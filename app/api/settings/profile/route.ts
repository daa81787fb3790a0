import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { preferenceCookie } from "@/lib/web/cookie";
import { personNameField, themeField, timeZoneField } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ name: personNameField, timeZone: timeZoneField, theme: themeField }),
  page: () => routes.profile,
  run: async ({ runtime, actor, fields }) => {
    const saved = await runtime.services.updateProfile(actor, fields);
    if (!saved.ok) return saved;
    return ok({
      to: routes.profile,
      flash: good("flash.profile_saved"),
      headers: [["Set-Cookie", preferenceCookie("theme", fields.theme)]],
    });
  },
});
