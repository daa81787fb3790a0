import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ mute: z.enum(["on", "off"]) }),
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, params, fields }) => {
    const id = params.id ?? "";
    const muted = await runtime.services.muteConnection(actor, { id, isMuted: fields.mute === "on" });
    if (!muted.ok) return muted;
    return ok({ to: routes.connection(id), flash: good(fields.mute === "on" ? "flash.muted" : "flash.unmuted") });
  },
});
