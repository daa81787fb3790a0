import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { runtime } from "../../runtime/current";
import { seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";
import { CONTINUE_COOKIE, clearedContinueCookie, pressedContinue } from "./continue-cookie";
import { SESSION_COOKIE } from "./cookies";
import { authOptions } from "./options";

/** The library's own addresses that we need; what else it offers is not offered. */
const OPEN: ReadonlySet<string> = new Set(["callback/email", "error", "verify-request"]);

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

/**
 * The library's GET addresses: the mailed link's last step, and where it sends people afterwards.
 *
 * The one place that consumes a link. It does so only for a browser that pressed the button on the
 * link's page within the last minute.
 */
export async function useLink(request: NextRequest, context: Context): Promise<Response> {
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
  response.headers.append("Set-Cookie", clearedContinueCookie());
  return response;
}
