import { failure } from "@/lib/core/errors";
import { err, ok } from "@/lib/core/result";
import { ADMIN_ACTS } from "@/lib/views/admin";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** One act of an admin on one connection. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.admin.connection(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const act = ADMIN_ACTS.find((name) => name === params.act);
    if (act === undefined) return err(failure("not_found"));
    const done = await runtime.services.actAsAdmin(actor, { id, act });
    if (!done.ok) return done;
    const { label, did } = done.value;
    const undo = did === "paused" ? { undo: { action: routes.api.adminAct(id, "resume"), fields: {} } } : {};
    return ok({ to: routes.admin.connection(id), flash: { ...good(`admin.flash.${did}`, { label }), ...undo } });
  },
});
