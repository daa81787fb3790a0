import "server-only";
import { z } from "zod";
import { safeReturnTo } from "../core/return-to";
import { runtime } from "../runtime/current";
import { LIST_VIEWS } from "../views/connection";
import { routes } from "../views/routes";
import { preferenceCookie } from "./cookie";
import { returnToField } from "./form-fields";
import { failedPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { signedIn } from "./session";
import { signInAddress } from "./sign-in-address";
import { VIEW_COOKIE } from "./view-cookie";
import { withFaultAnswer } from "./with-fault-answer";

const fields = z.object({ view: z.enum(LIST_VIEWS), returnTo: returnToField });

/** Cards or list, kept by this browser: a phone and a desk want different ones. */
export const changeView = withFaultAnswer(async (request) => {
  const { settings } = runtime();
  const form = await readForm(request, fields);
  if (!(await signedIn())) return seeOther(settings.appOrigin, signInAddress(routes.connections, "session"));
  if (!form) return seeOther(settings.appOrigin, routes.connections);
  return seeOther(settings.appOrigin, safeReturnTo(form.returnTo) ?? routes.connections, [
    ["Set-Cookie", preferenceCookie(VIEW_COOKIE, form.view)],
  ]);
}, failedPage);
