import { z } from "zod";
import { safeReturnTo } from "@/lib/core/return-to";
import { runtime } from "@/lib/runtime/current";
import { routes } from "@/lib/views/routes";
import { continueCookie } from "@/lib/web/auth/continue-cookie";
import { signInBroke } from "@/lib/web/auth/sign-in-broke";
import { emailField, returnToField } from "@/lib/web/form-fields";
import { readForm } from "@/lib/web/read-form";
import { seeOther } from "@/lib/web/see-other";
import { signInAddress } from "@/lib/web/sign-in-address";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

const fields = z.object({ token: z.string().min(20).max(200), email: emailField, returnTo: returnToField });

/** The button of a mailed link's page: on to the one address that uses the link up. */
export const POST = withFaultAnswer(async (request) => {
  const { settings, clock } = runtime();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "link_incomplete"));
  const { token, email } = form;
  const query = new URLSearchParams({ token, email, callbackUrl: safeReturnTo(form.returnTo) ?? routes.connections });
  const pressed = continueCookie(settings.authSecret, token, clock.now());
  return seeOther(settings.appOrigin, `/api/auth/callback/email?${query}`, [["Set-Cookie", pressed]]);
}, signInBroke);
