import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Lets somebody in again. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.admin.person(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const done = await runtime.services.reactivatePerson(actor, id);
    if (!done.ok) return done;
    return ok({ to: routes.admin.person(id), flash: good("admin.people.reactivated", { name: done.value.name }) });
  },
});
