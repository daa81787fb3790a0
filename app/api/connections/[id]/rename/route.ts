import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { returnQuery } from "@/lib/web/connect-form";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ label: z.string().max(1000), undo: z.literal("1").optional() }),
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, params, fields }) => {
    const id = params.id ?? "";
    const renamed = await runtime.services.renameConnection(actor, { id, label: fields.label });
    if (!renamed.ok) return renamed;
    const { from, to } = renamed.value;
    if (fields.undo) return ok({ to: routes.connection(id), flash: good("flash.rename_undone", { label: to }) });
    const undo = { action: routes.api.rename(id), fields: { label: from, undo: "1" } };
    return ok({ to: routes.connection(id), flash: { ...good("flash.renamed", { from, to }), ...(from !== to && { undo }) } });
  },
  // A refused name comes back into its open form, as it was typed.
  failed: ({ code }, { params, fields }) => {
    const query = returnQuery({ code }, { label: fields.label, scope: [] });
    return query === null ? null : { to: `${routes.connection(params.id ?? "")}?${query}` };
  },
});
