import "server-only";
import type { AuthOptions } from "next-auth";
import { z } from "zod";
import { callLibrary, type LibraryReply } from "./call-library";
import { AUTH_COOKIES } from "./cookies";

const CsrfReply = z.object({ csrfToken: z.string() });

/**
 * Sends the sign-in library one of its own forms, with the pair of cookie and field that it wants.
 *
 * @param route the part of the address after `/api/auth/`, for example `["signin", "email"]`
 */
export async function postToLibrary(
  options: AuthOptions,
  route: readonly string[],
  fields: Readonly<Record<string, string>>,
): Promise<LibraryReply> {
  const pair = await callLibrary(options, { method: "GET", route: ["csrf"], cookies: {}, body: {} });
  const { csrfToken } = CsrfReply.parse(pair.body);
  const name = AUTH_COOKIES.csrfToken.name;
  const cookie = cookieValue(pair, name);
  return callLibrary(options, {
    method: "POST",
    route,
    cookies: { [name]: decodeURIComponent(cookie) },
    body: { ...fields, csrfToken },
  });
}

const cookieValue = ({ cookies }: LibraryReply, name: string): string =>
  cookies
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(";", 1)[0] ?? "";
