import { plainPage } from "../views/plain-page";
import { routes } from "../views/routes";

const page = (status: number, text: string, href: string): Response =>
  new Response(plainPage(text, href), { status, headers: { "Content-Type": "text/html; charset=utf-8" } });

/** The same answer for what does not exist and for what belongs to somebody else (`security.md` E1). */
export const notFoundPage = (): Response => page(404, "err.not_found", routes.connections);

/** For a file that its reader's role may not take away. */
export const notAllowedPage = (): Response => page(403, "err.not_allowed", routes.admin.overview);

/** For a file that somebody asks for who is signed out: a redirect would be saved as the file. */
export const signedOutPage = (): Response => page(401, "door.signed_out", routes.signIn);

/** Our fault, and nothing about it. */
export const failedPage = (): Response => page(500, "door.failed", routes.home);

/** For addresses whose GET does something: without it the framework answers HEAD by running GET. */
export const methodNotAllowed = (): Response => new Response(null, { status: 405, headers: { Allow: "GET" } });
