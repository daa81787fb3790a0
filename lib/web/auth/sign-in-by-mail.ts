import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../../core/return-to";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { clientOf } from "../client-address";
import { emailField, returnToField } from "../form-fields";
import { readForm } from "../read-form";
import { seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { askForLink } from "./ask-for-link";
import { askedCookie } from "./asked-cookie";
import { signInBroke } from "./sign-in-broke";

const fields = z.object({ email: emailField, returnTo: returnToField });

/** Asks for a mailed link. Known and unknown addresses get the same answer; only what is no address is sent back. */
export const signInByMail = withFaultAnswer(async (request) => {
  const { settings, services } = runtime();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "address"));
  const returnTo = safeReturnTo(form.returnTo);
  const counted = await services.countLinkAsked({ email: form.email, client: clientOf(request) });
  if (!counted.ok) return seeOther(settings.appOrigin, signInAddress(returnTo, "too_many", counted.error.minutes));
  await askForLink(form.email, returnTo ?? routes.home);
  return seeOther(settings.appOrigin, routes.signInSent, [["Set-Cookie", askedCookie()]]);
}, signInBroke);
