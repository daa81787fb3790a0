import { plainPage } from "../views/plain-page";
import { routes } from "../views/routes";

/** The same answer for what does not exist and for what belongs to somebody else (`security.md` E1). */
export function notFoundPage(): Response {
  return new Response(plainPage("err.not_found", routes.connections), {
    status: 404,
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
