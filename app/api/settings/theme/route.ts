import { z } from "zod";
import { safeReturnTo } from "@/lib/core/return-to";
import { runtime } from "@/lib/runtime/current";
import { routes } from "@/lib/views/routes";
import { preferenceCookie } from "@/lib/web/cookie";
import { returnToField, themeField } from "@/lib/web/form-fields";
import { failedPage } from "@/lib/web/plain-answers";
import { readForm } from "@/lib/web/read-form";
import { seeOther } from "@/lib/web/see-other";
import { currentActor } from "@/lib/web/session";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

const fields = z.object({ theme: themeField, returnTo: returnToField });

/** Light, dark or as the device says; for strangers, too, who have only the cookie. */
export const POST = withFaultAnswer(async (request) => {
  const { settings, services } = runtime();
  const [form, actor] = [await readForm(request, fields), await currentActor()];
  const home = actor ? routes.connections : routes.signIn;
  if (!form) return seeOther(settings.appOrigin, home);
  if (actor) await services.setTheme(actor, form.theme);
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? home, [
    ["Set-Cookie", preferenceCookie("theme", form.theme)],
  ]);
}, failedPage);
