import { z } from "zod";
import { safeReturnTo } from "@/lib/core/return-to";
import { runtime } from "@/lib/runtime/current";
import { routes } from "@/lib/views/routes";
import { askForLink } from "@/lib/web/auth/ask-for-link";
import { signInBroke } from "@/lib/web/auth/sign-in-broke";
import { emailField, returnToField } from "@/lib/web/form-fields";
import { readForm } from "@/lib/web/read-form";
import { seeOther } from "@/lib/web/see-other";
import { signInAddress } from "@/lib/web/sign-in-address";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

const fields = z.object({ email: emailField, returnTo: returnToField });

/** Asks for a mailed link. Known and unknown addresses get the same answer; only what is no address is sent back. */
export const POST = withFaultAnswer(async (request) => {
  const { settings } = runtime();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "address"));
  await askForLink(form.email, safeReturnTo(form.returnTo) ?? routes.connections);
  return seeOther(settings.appOrigin, routes.signInSent);
}, signInBroke);
