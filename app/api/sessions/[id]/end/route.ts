import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { forgetEverything } from "@/lib/web/session-cookie";

/** Signs out one of the person's own browsers; this one, too, if it is the one named. */
export const POST = formRoute({
  fields: noFields,
  page: () => routes.profile,
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const ended = await runtime.services.endSession(actor, id);
    if (!ended.ok) return ended;
    const value =
      id === actor.sessionId
        ? { to: routes.signIn, headers: forgetEverything }
        : { to: routes.profile, flash: good("flash.session_ended") };
    return { ok: true, value };
  },
});
