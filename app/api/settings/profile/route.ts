import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { preferenceCookie } from "@/lib/web/cookie";
import { densityField, languageField, personNameField, singleKeysField, themeField, timeZoneField } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { languageCookie } from "@/lib/web/language-cookie";

export const POST = formRoute({
  fields: z.object({
    name: personNameField,
    timeZone: timeZoneField,
    language: languageField,
    theme: themeField,
    density: densityField,
    singleKeys: singleKeysField,
  }),
  page: () => routes.profile,
  run: async ({ runtime, actor, fields }) => {
    const { typed, zone, known } = fields.timeZone;
    if (!known) return ok({ to: routes.profile, flash: { tone: "bad", text: "flash.zone_unknown", values: { zone: typed } } });
    const saved = await runtime.services.updateProfile(actor, { ...fields, timeZone: zone });
    if (!saved.ok) return saved;
    return ok({
      to: routes.profile,
      flash: good("flash.profile_saved"),
      headers: [
        ["Set-Cookie", preferenceCookie("theme", fields.theme)],
        ["Set-Cookie", preferenceCookie("density", fields.density)],
        languageCookie(fields.language),
      ],
    });
  },
});
