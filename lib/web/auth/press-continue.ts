import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../../core/return-to";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { emailField, returnToField } from "../form-fields";
import { readForm } from "../read-form";
import { seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { continueCookie } from "./continue-cookie";
import { signInBroke } from "./sign-in-broke";

const fields = z.object({ token: z.string().min(20).max(200), email: emailField, returnTo: returnToField });

/** The button of a mailed link's page: on to the one address that uses the link up. */
export const pressContinue = withFaultAnswer(async (request) => {
  const { settings, clock } = runtime();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "link_incomplete"));
  const { token, email } = form;
  const query = new URLSearchParams({ token, email, callbackUrl: safeReturnTo(form.returnTo) ?? routes.home });
  const pressed = continueCookie(settings.authSecret, token, clock.now());
  return seeOther(settings.appOrigin, `/api/auth/callback/email?${query}`, [["Set-Cookie", pressed]]);
}, signInBroke);
