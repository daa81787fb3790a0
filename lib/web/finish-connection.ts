import "server-only";
import type { NextRequest } from "next/server";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import { attemptCookieName, clearedAttemptCookie, readAttemptCookie } from "./attempt-cookie";
import { type HeaderPair, seeOther } from "./see-other";
import { currentActor } from "./session";
import { withFaultAnswer } from "./with-fault-answer";

type Context = { readonly params: Promise<{ readonly provider: string; readonly registration?: string }> };

const NAMEABLE = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * The authorization response of a marketplace: everything happens in this one request, and the answer
 * is a 303 to an address without its code (`security.md` A27).
 */
export const finishConnection = withFaultAnswer(finish, () => seeOther(runtime().settings.appOrigin, routes.problem("unknown")));

async function finish(request: NextRequest, context: Context): Promise<Response> {
  const { settings, services } = runtime();
  // A page that is fetched ahead of a click must not use the code up.
  if (request.headers.get("sec-purpose")?.includes("prefetch")) return new Response(null, { status: 503 });

  const { provider, registration = null } = await context.params;
  const cookieOf = (id: string) =>
    readAttemptCookie(NAMEABLE.test(id) ? request.cookies.get(attemptCookieName(id))?.value : undefined);
  const { attemptId, outcome, staysOpen, byLink } = await services.completeConnection({
    providerId: provider,
    registrationId: registration,
    query: request.nextUrl.search.replace(/^\?/, ""),
    actor: await currentActor(),
    browserSecretOf: (id) => cookieOf(id).browserSecret,
  });
  const ended = attemptId !== null && !staysOpen;
  const cleared: readonly HeaderPair[] = ended ? [["Set-Cookie", clearedAttemptCookie(attemptId)]] : [];
  const linkCode = byLink && attemptId !== null ? cookieOf(attemptId).linkCode : null;
  const page = (id: string) => (linkCode === null ? routes.result(id, staysOpen && outcome) : routes.repairResult(linkCode, id));
  const to = attemptId === null || (byLink && linkCode === null) ? routes.problem(outcome) : page(attemptId);
  return seeOther(settings.appOrigin, to, [["Referrer-Policy", "no-referrer"], ...cleared]);
}
