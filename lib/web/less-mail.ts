import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import { failedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { withFaultAnswer } from "./with-fault-answer";

const signedText = (request: NextRequest): string => request.nextUrl.searchParams.get("for") ?? "";

/**
 * Turns one kind of mail off for whoever the address was made for: a mail program POSTs here when its reader presses
 * "Unsubscribe", without a session and without a page of ours (RFC 8058 §3.2). The address alone says whose mail about
 * what, and can do nothing else. There is no redirect, since who sends it follows none.
 */
export const stopMailAtOnce = withFaultAnswer(async (request) => {
  const stopped = await runtime().services.stopMail(signedText(request));
  return new Response(null, { status: stopped.ok ? 200 : 404 });
}, failedPage);

/** A mail program that opens the address instead shows its reader the page with the button. Nothing is written here. */
export const askBeforeStopping = withFaultAnswer(
  async (request) => seeOther(runtime().settings.appOrigin, routes.lessMail(encodeURIComponent(signedText(request)))),
  failedPage,
);

/** The button on that page. */
export const stopMailByButton = withFaultAnswer(async (request) => {
  const { settings, services } = runtime();
  const form = await readForm(request, z.object({ for: z.string().max(500) }));
  if (form === null || !(await services.stopMail(form.for)).ok) return notFoundPage();
  return seeOther(settings.appOrigin, `${routes.lessMail(encodeURIComponent(form.for))}&done=yes`);
}, failedPage);
