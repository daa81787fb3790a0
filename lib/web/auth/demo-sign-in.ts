import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../../core/return-to";
import { runtime } from "../../runtime/current";
import { takeOverLanguage } from "../../runtime/request-language";
import { routes } from "../../views/routes";
import { returnToField } from "../form-fields";
import { notFoundPage } from "../plain-answers";
import { readForm } from "../read-form";
import { seeOther } from "../see-other";
import { endThisSession, sessionCookie } from "../session-cookie";
import { signInAddress } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { signInBroke } from "./sign-in-broke";

const fields = z.object({ person: z.string().min(1).max(80), returnTo: returnToField });

/** Signs in as a demo person. Outside a trial this address does not exist. */
export const demoSignIn = withFaultAnswer(async (request) => {
  const { settings, services, clock } = runtime();
  if (settings.mode !== "trial") return notFoundPage();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "unknown"));
  const result = await services.demoSignIn({ personId: form.person, userAgent: request.headers.get("user-agent") });
  if (!result.ok) return seeOther(settings.appOrigin, signInAddress(null, "unknown"));
  takeOverLanguage(result.value.language);
  await endThisSession();
  const { sessionToken, expiresAt } = result.value;
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? routes.home, [
    sessionCookie(sessionToken, expiresAt, clock.now()),
  ]);
}, signInBroke);
