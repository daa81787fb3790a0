import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { comeBack, pageOf, providerField } from "@/lib/web/provider-form";
import { whileStopped } from "@/lib/web/while-stopped";

/** Turns a client on or off, with or without its renewals, or lets new connections come to it. */
export const POST = formRoute({
  fields: z.object({ act: z.enum(["enable", "stop", "pause", "resume", "first"]), provider: providerField }),
  page: ({ id }, fields) => pageOf(fields ?? {}, id),
  run: async ({ runtime, actor, params, fields: { act } }) => {
    const { id = "" } = params;
    const acted = await runtime.services.actOnClient(actor, { id, act });
    if (!acted.ok) return acted;
    return ok({ to: routes.admin.provider(acted.value.providerId, id), flash: good(`admin.provider.flash.${act}`) });
  },
  failed: (failure, { params, fields }) => {
    const page = pageOf(fields, params["id"]);
    return whileStopped(failure, page) ?? comeBack(page, failure);
  },
});
