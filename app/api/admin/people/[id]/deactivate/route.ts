import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { peopleFailed } from "@/lib/web/people-failed";

/** Shuts somebody out, and says what becomes of their connections. */
export const POST = formRoute({
  fields: z.object({
    how: z.enum(["disconnect", "pause", "hand_over"]),
    // Addresses of any shape: they are only compared with those that are known.
    heir: z.string().trim().max(320).default(""),
    typed: z.string().max(320).default(""),
  }),
  page: ({ id = "" }) => routes.admin.deactivate(id),
  run: async ({ runtime, actor, params, fields }) => {
    const id = params.id ?? "";
    const done = await runtime.services.deactivatePerson(actor, { id, ...fields });
    if (!done.ok) return done;
    return ok({ to: routes.admin.person(id), flash: good("admin.people.deactivated", { name: done.value.name }) });
  },
  failed: (failure, { params, fields: { how, heir } }) =>
    peopleFailed(routes.admin.deactivate(params["id"] ?? ""), failure, { how, heir }),
});
