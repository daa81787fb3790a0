import "server-only";
import { z } from "zod";
import { callLibrary } from "./call-library";
import { AUTH_COOKIES } from "./cookies";
import { authOptions } from "./options";

const CsrfReply = z.object({ csrfToken: z.string() });

/**
 * Asks the sign-in library for a mailed link, as its own form would: with its pair of cookie and
 * field. What comes of it is nobody's business but the log's (`security.md` E9).
 *
 * @param returnTo a safe address of ours
 */
export async function askForLink(email: string, returnTo: string): Promise<void> {
  const options = authOptions({ userAgent: null, sessionToken: null });
  const pair = await callLibrary(options, { method: "GET", route: ["csrf"], cookies: {}, body: {} });
  const { csrfToken } = CsrfReply.parse(pair.body);
  const name = AUTH_COOKIES.csrfToken.name;
  const cookie =
    pair.cookies
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .split(";", 1)[0] ?? "";

  await callLibrary(options, {
    method: "POST",
    route: ["signin", "email"],
    cookies: { [name]: decodeURIComponent(cookie) },
    body: { email, csrfToken, callbackUrl: returnTo },
  });
}
