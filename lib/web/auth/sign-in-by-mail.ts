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
import { askForLink } from "./ask-for-link";
import { signInBroke } from "./sign-in-broke";

const fields = z.object({ email: emailField, returnTo: returnToField });

/** Asks for a mailed link. Known and unknown addresses get the same answer; only what is no address is sent back. */
export const signInByMail = withFaultAnswer(async (request) => {
  const { settings } = runtime();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "address"));
  await askForLink(form.email, safeReturnTo(form.returnTo) ?? routes.home);
  return seeOther(settings.appOrigin, routes.signInSent);
}, signInBroke);
