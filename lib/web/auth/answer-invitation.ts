import "server-only";
import { z } from "zod";
import { seesAdminPages } from "../../core/roles";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { flashCookie } from "../flash";
import { good } from "../form-route";
import { failedPage } from "../plain-answers";
import { readForm } from "../read-form";
import { seeOther } from "../see-other";
import { withFaultAnswer } from "../with-fault-answer";
import { enter } from "./enter";

/** As links have it; anything else opens nothing, and is not looked up. */
const fields = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** The link's own page says why it does not let anybody in. */
const pageOf = (token: string | undefined): string => routes.invite(token ?? "none");

/** Accepts an invitation: uses the link up and signs its person in. */
export const acceptInvitation = withFaultAnswer(async (request) => {
  const { settings, services, clock } = runtime();
  const form = await readForm(request, fields);
  const accepted = form && (await services.acceptInvitation({ ...form, userAgent: request.headers.get("user-agent") }));
  if (!accepted?.ok) return seeOther(settings.appOrigin, pageOf(form?.token));
  const to = seesAdminPages(accepted.value.role) ? routes.admin.overview : routes.connections;
  return seeOther(settings.appOrigin, to, [
    await enter(accepted.value),
    ["Set-Cookie", flashCookie(settings.authSecret, good("invite.accepted"), clock.now())],
  ]);
}, failedPage);

/** Declines one: its person is forgotten, and the link with them. */
export const declineInvitation = withFaultAnswer(async (request) => {
  const { settings, services, clock } = runtime();
  const form = await readForm(request, fields);
  if (!form || !(await services.declineInvitation(form.token))) return seeOther(settings.appOrigin, pageOf(form?.token));
  return seeOther(settings.appOrigin, routes.signIn, [
    ["Set-Cookie", flashCookie(settings.authSecret, good("invite.declined"), clock.now())],
  ]);
}, failedPage);
