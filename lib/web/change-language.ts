import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../core/return-to";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import { languageField, returnToField } from "./form-fields";
import { languageCookie } from "./language-cookie";
import { failedPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { currentActor } from "./session";
import { withFaultAnswer } from "./with-fault-answer";

const fields = z.object({ language: languageField, returnTo: returnToField });

/** Another language from the foot of any page; for strangers, too, who have only the cookie. */
export const changeLanguage = withFaultAnswer(async (request) => {
  const { settings, services } = runtime();
  const [form, actor] = [await readForm(request, fields), await currentActor()];
  const home = actor ? routes.connections : routes.signIn;
  if (!form) return seeOther(settings.appOrigin, home);
  if (actor) await services.setLanguage(actor, form.language);
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? home, [languageCookie(form.language)]);
}, failedPage);
