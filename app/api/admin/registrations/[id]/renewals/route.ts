import { z } from "zod";
import { ok } from "@/lib/core/result";
import { cameFrom, fromField } from "@/lib/web/came-from";
import { formRoute, good } from "@/lib/web/form-route";
import { whileStopped } from "@/lib/web/while-stopped";

export const POST = formRoute({
  fields: z.object({ from: fromField, paused: z.enum(["on", "off"]) }),
  page: (_, fields) => cameFrom(fields?.from),
  run: async ({ runtime, actor, params, fields }) => {
    const paused = fields.paused === "on";
    const done = await runtime.services.pauseRenewals(actor, { registrationId: params.id ?? "", paused });
    if (!done.ok) return done;
    return ok({
      to: cameFrom(fields.from),
      flash: good(paused ? "admin.flash.paused" : "admin.flash.resumed", { count: String(done.value.connections) }),
    });
  },
  failed: (failure, { fields }) => whileStopped(failure, cameFrom(fields?.from)),
});
