import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../../core/return-to";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { returnToField } from "../form-fields";
import { notFoundPage } from "../plain-answers";
import { readForm } from "../read-form";
import { type HeaderPair, seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { FLOW_COOKIES } from "./cookies";
import { leaveCookie } from "./leave-cookie";
import { authOptions } from "./options";
import { postToLibrary } from "./post-to-library";
import { SERVICE_ID } from "./service-provider";
import { signInBroke } from "./sign-in-broke";

const fields = z.object({ returnTo: returnToField });

/** Begins a sign-in at the service of the settings: on to our page that leaves for it. Where there is none, neither is this address. */
export const leaveForService = withFaultAnswer(async (request) => {
  const { settings, clock } = runtime();
  if (settings.signInService === null) return notFoundPage();
  const form = await readForm(request, fields);
  const returnTo = safeReturnTo(form?.returnTo);
  const options = authOptions({ userAgent: null, sessionToken: null });
  const begun = await postToLibrary(options, ["signin", SERVICE_ID], { callbackUrl: returnTo ?? routes.home });
  // The library stays with us when the service's own description cannot be read.
  if (begun.location === null || new URL(begun.location, settings.appOrigin).origin === settings.appOrigin)
    return seeOther(settings.appOrigin, signInAddress(returnTo, "service"));
  const flow = begun.cookies.filter((line) => FLOW_COOKIES.some((name) => line.startsWith(`${name}=`)));
  const leave = leaveCookie(settings.authSecret, begun.location, clock.now());
  return seeOther(
    settings.appOrigin,
    routes.signInLeave,
    [leave, ...flow].map((line): HeaderPair => ["Set-Cookie", line]),
  );
}, signInBroke);
