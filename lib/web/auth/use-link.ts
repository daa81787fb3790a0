import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { runtime } from "../../runtime/current";
import { seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";
import { withFaultAnswer } from "../with-fault-answer";
import { CONTINUE_COOKIE, clearedContinueCookie, pressedContinue } from "./continue-cookie";
import { SESSION_COOKIE } from "./cookies";
import { authOptions } from "./options";
import { signInBroke } from "./sign-in-broke";

/** The library's own addresses that we need; what else it offers is not offered. */
const OPEN: ReadonlySet<string> = new Set(["callback/email", "error", "verify-request"]);

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

/**
 * The library's GET addresses: the mailed link's last step, and where it sends people afterwards.
 *
 * The one place that consumes a link. It does so only for a browser that pressed the button on the
 * link's page within the last minute.
 */
export const useLink = withFaultAnswer(finish, signInBroke);

async function finish(request: NextRequest, context: Context): Promise<Response> {
  const { settings, clock } = runtime();
  const route = (await context.params).nextauth.join("/");
  if (!OPEN.has(route)) return new Response(null, { status: 404 });

  if (route === "callback/email") {
    const { searchParams } = request.nextUrl;
    const [token, ...more] = searchParams.getAll("token");
    if (!token || more.length > 0 || searchParams.getAll("email").length !== 1)
      return seeOther(settings.appOrigin, signInAddress(null, "link_incomplete"));
    const pressed = pressedContinue(settings.authSecret, request.cookies.get(CONTINUE_COOKIE)?.value, token, clock.now());
    if (!pressed) return seeOther(settings.appOrigin, signInAddress(null, "link"));
  }

  const options = authOptions({
    userAgent: request.headers.get("user-agent"),
    sessionToken: request.cookies.get(SESSION_COOKIE)?.value ?? null,
  });
  const response: Response = await NextAuth(request, context, options);
  // The library leaves cookies of its form flow behind; only the session outlives this answer.
  const session = response.headers.getSetCookie().filter((line) => line.startsWith(`${SESSION_COOKIE}=`));
  response.headers.delete("Set-Cookie");
  for (const cookie of [...session, clearedContinueCookie()]) response.headers.append("Set-Cookie", cookie);
  return response;
}
