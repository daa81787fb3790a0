import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack } from "@/lib/web/provider-form";

/** What sellers read about how their access is used. */
export const POST = formRoute({
  fields: z.object({ note: z.string().max(4000).default("") }),
  page: ({ id = "" }) => routes.admin.provider(id),
  run: async ({ runtime, actor, params, fields }) => {
    const { id: providerId = "" } = params;
    const written = await runtime.services.writeUseNote(actor, { providerId, note: fields.note });
    return written.ok ? ok({ to: routes.admin.provider(providerId), flash: good("admin.provider.flash.note") }) : written;
  },
  failed: (failure, { params, fields }) => comeBack(routes.admin.provider(params["id"] ?? ""), failure, { note: fields.note }),
});
