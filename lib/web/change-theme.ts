import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../core/return-to";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import { preferenceCookie } from "./cookie";
import { returnToField, themeField } from "./form-fields";
import { failedPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { currentActor } from "./session";
import { withFaultAnswer } from "./with-fault-answer";

const fields = z.object({ theme: themeField, returnTo: returnToField });

/** Light, dark or as the device says; for strangers, too, who have only the cookie. */
export const changeTheme = withFaultAnswer(async (request) => {
  const { settings, services } = runtime();
  const [form, actor] = [await readForm(request, fields), await currentActor()];
  const home = actor ? routes.connections : routes.signIn;
  if (!form) return seeOther(settings.appOrigin, home);
  if (actor) await services.setTheme(actor, form.theme);
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? home, [
    ["Set-Cookie", preferenceCookie("theme", form.theme)],
  ]);
}, failedPage);
