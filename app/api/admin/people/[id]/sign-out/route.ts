import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { forgetEverything } from "@/lib/web/session-cookie";

/** Ends every session of somebody. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.admin.person(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const done = await runtime.services.signOutPerson(actor, id);
    if (!done.ok) return done;
    if (id === actor.userId) return ok({ to: routes.signIn, headers: forgetEverything });
    const { name, count } = done.value;
    return ok({ to: routes.admin.person(id), flash: good("admin.people.signed_out", { name, count: String(count) }) });
  },
});
