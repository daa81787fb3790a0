import "server-only";
import type { NextRequest } from "next/server";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import { attemptCookies } from "./attempt-cookie";
import { connectForm, returnQuery } from "./connect-form";
import { knock } from "./knock";
import { failedPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { withFaultAnswer } from "./with-fault-answer";

type Context = { readonly params: Promise<{ readonly code: string }> };

/** The button of a repair link's page. Nobody is signed in here: what counts is the link and this browser. */
export const startRepair = withFaultAnswer(start, failedPage);

async function start(request: NextRequest, { params }: Context): Promise<Response> {
  const { settings, services } = runtime();
  const { code } = await params;
  const to = (path: string, cookies: readonly string[] = []): Response =>
    seeOther(
      settings.appOrigin,
      path,
      cookies.map((cookie) => ["Set-Cookie", cookie] as const),
    );
  const page = routes.repair(encodeURIComponent(code));
  const form = await readForm(request, connectForm);
  if (form === null) return to(`${page}?problem=form_invalid`);
  const started = await services.startRepair({ ...(await knock(code)), values: form.values });
  if (!started.ok)
    return to(
      `${page}?${returnQuery(started.error, { label: "", scope: [], values: form.values }) ?? `problem=${started.error.code}`}`,
    );
  const present = request.cookies.getAll().map(({ name }) => name);
  return to(routes.repairLeave(code, started.value.attemptId), attemptCookies({ ...started.value, linkCode: code }, present));
}
