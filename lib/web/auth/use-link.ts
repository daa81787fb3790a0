import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { runtime } from "../../runtime/current";
import { seeOther } from "../see-other";
import { type SignInProblem, signInAddress, signInProblem } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { clearedAskedCookie } from "./asked-cookie";
import { CONTINUE_COOKIE, clearedContinueCookie, pressedContinue } from "./continue-cookie";
import { clearedFlowCookies, SESSION_COOKIE } from "./cookies";
import { clearedLeaveCookie } from "./leave-cookie";
import { authOptions } from "./options";
import { SERVICE_ID } from "./service-provider";
import { signInBroke } from "./sign-in-broke";

/** The library's own addresses that we need; what else it offers is not offered. */
const LINK = "callback/email";
const SERVICE = `callback/${SERVICE_ID}`;
const OPEN: ReadonlySet<string> = new Set([LINK, SERVICE, "error", "verify-request"]);

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

/**
 * The library's GET addresses: the last step of a mailed link and of a sign-in service, and where it sends
 * people afterwards.
 *
 * The one place that consumes a link. It does so only for a browser that pressed the button on the
 * link's page within the last minute.
 */
export const useLink = withFaultAnswer(finish, signInBroke);

async function finish(request: NextRequest, context: Context): Promise<Response> {
  const { settings } = runtime();
  const route = (await context.params).nextauth.join("/");
  if (!OPEN.has(route) || (route === SERVICE && settings.signInService === null)) return new Response(null, { status: 404 });

  const { searchParams } = request.nextUrl;
  const early = route === LINK ? linkProblem(request) : route === SERVICE ? serviceProblem(searchParams) : null;
  if (early !== null) return ended(seeOther(settings.appOrigin, signInAddress(null, early)), route);

  const link: { token?: string } = {};
  const response: Response = await NextAuth(request, context, callbackOptions(request, link));
  const location = new URL(response.headers.get("Location") ?? "", settings.appOrigin);
  const wrong = location.pathname.startsWith("/api/auth/") ? location.searchParams.get("error") : null;
  if (wrong === null) return ended(response, route);
  return ended(seeOther(settings.appOrigin, signInAddress(null, await problemOf(wrong, route, link.token))), route);
}

/**
 * Whoever signs in gets a session of their own: the one that this browser may have is not looked at, and ends with it.
 *
 * @param link is told the token of a link as the library knows it, which is not as it was mailed
 */
function callbackOptions(request: NextRequest, link: { token?: string }): ReturnType<typeof authOptions> {
  const options = authOptions({
    userAgent: request.headers.get("user-agent"),
    sessionToken: request.cookies.get(SESSION_COOKIE)?.value ?? null,
  });
  const { adapter } = options;
  return {
    ...options,
    adapter: {
      ...adapter,
      getSessionAndUser: async () => null,
      useVerificationToken: async (sent) => {
        link.token = sent.token;
        return (await adapter?.useVerificationToken?.(sent)) ?? null;
      },
    },
  };
}

function linkProblem(request: NextRequest): SignInProblem | null {
  const { settings, clock } = runtime();
  const { searchParams } = request.nextUrl;
  const [token, ...more] = searchParams.getAll("token");
  if (!token || more.length > 0 || searchParams.getAll("email").length !== 1) return "link_incomplete";
  const cookie = request.cookies.get(CONTINUE_COOKIE)?.value;
  return pressedContinue(settings.authSecret, cookie, token, clock.now()) ? null : "link";
}

/** What the service itself says went wrong; its own words are shown to nobody. An answer that says a thing twice is not read. */
function serviceProblem(sent: URLSearchParams): SignInProblem | null {
  const error = sent.get("error");
  if (error !== null) return error === "access_denied" ? "service_denied" : "service";
  return ["code", "state"].every((name) => sent.getAll(name).length === 1) ? null : "service";
}

async function problemOf(error: string, route: string, token: string | undefined): Promise<SignInProblem> {
  const problem = signInProblem(null, error) ?? "unknown";
  if (route === SERVICE) return problem === "denied" ? "service_nobody" : "service";
  if (problem !== "link" || token === undefined) return problem;
  const { people, digest } = runtime();
  const state = await people.linkState(digest.sha256(token));
  return state === "used" || state === "expired" ? `link_${state}` : "link";
}

/** The library leaves cookies of its form flow behind; only the session outlives this answer. */
function ended(response: Response, route: string): Response {
  const session = response.headers.getSetCookie().filter((line) => line.startsWith(`${SESSION_COOKIE}=`));
  response.headers.delete("Set-Cookie");
  const over = route === SERVICE ? [...clearedFlowCookies(), clearedLeaveCookie()] : [clearedContinueCookie()];
  if (session.length > 0) over.push(clearedAskedCookie());
  for (const cookie of [...session, ...over]) response.headers.append("Set-Cookie", cookie);
  return response;
}
