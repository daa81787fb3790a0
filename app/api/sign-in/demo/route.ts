import { z } from "zod";
import { safeReturnTo } from "@/lib/core/return-to";
import { runtime } from "@/lib/runtime/current";
import { routes } from "@/lib/views/routes";
import { signInBroke } from "@/lib/web/auth/sign-in-broke";
import { returnToField } from "@/lib/web/form-fields";
import { notFoundPage } from "@/lib/web/plain-answers";
import { readForm } from "@/lib/web/read-form";
import { seeOther } from "@/lib/web/see-other";
import { endThisSession, sessionCookie } from "@/lib/web/session-cookie";
import { signInAddress } from "@/lib/web/sign-in-address";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

const fields = z.object({ person: z.string().min(1).max(80), returnTo: returnToField });

/** Signs in as a demo person. Outside a trial this address does not exist. */
export const POST = withFaultAnswer(async (request) => {
  const { settings, services, clock } = runtime();
  if (settings.mode !== "trial") return notFoundPage();
  const form = await readForm(request, fields);
  if (!form) return seeOther(settings.appOrigin, signInAddress(null, "unknown"));
  const result = await services.demoSignIn({ personId: form.person, userAgent: request.headers.get("user-agent") });
  if (!result.ok) return seeOther(settings.appOrigin, signInAddress(null, "unknown"));
  await endThisSession();
  const { sessionToken, expiresAt } = result.value;
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? routes.connections, [
    sessionCookie(sessionToken, expiresAt, clock.now()),
  ]);
}, signInBroke);
