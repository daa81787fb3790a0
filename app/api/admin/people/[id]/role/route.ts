import { z } from "zod";
import { ok } from "@/lib/core/result";
import { ROLES } from "@/lib/core/roles";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { peopleFailed } from "@/lib/web/people-failed";

/** Gives somebody another role. */
export const POST = formRoute({
  fields: z.object({ role: z.enum(ROLES) }),
  page: ({ id = "" }) => routes.admin.person(id),
  run: async ({ runtime, actor, params, fields }) => {
    const id = params.id ?? "";
    const changed = await runtime.services.changeRole(actor, { id, role: fields.role });
    if (!changed.ok) return changed;
    const values = { name: changed.value.name, role: fields.role };
    const text = changed.value.linkEnded ? "admin.people.role_changed_invited" : "admin.people.role_changed";
    return ok({ to: routes.admin.person(id), flash: good(text, values) });
  },
  failed: (failure, { params, fields }) => peopleFailed(routes.admin.person(params["id"] ?? ""), failure, fields),
});
