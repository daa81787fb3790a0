import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";
import { seenCookie } from "@/lib/web/seen-cookie";

/** Writes down that somebody looks at a connection as its seller does, and lets this browser in. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.admin.asSeller(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const asked = await runtime.services.askToSeeAsSeller(actor, id);
    if (!asked.ok) return asked;
    const { settings, clock } = runtime;
    const cookie = seenCookie(settings.authSecret, { actor: actor.userId, connection: id }, clock.now());
    return ok({ to: routes.admin.asSeller(id), headers: [["Set-Cookie", cookie]] });
  },
});
