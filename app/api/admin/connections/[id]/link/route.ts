import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { LINK_MADE } from "@/lib/web/repair-loaders";

/** A reconnect link in the seller's stead: mailed to them, or shown this one time on the page after it. */
export const POST = formRoute({
  fields: z.object({ how: z.enum(["mail", "show"]) }),
  page: ({ id = "" }) => routes.admin.connection(id),
  run: async ({ runtime, actor, params, fields }) => {
    const id = params.id ?? "";
    const to = routes.admin.connection(id);
    const sent = await runtime.services.sendRepairLink(actor, { id, ...fields });
    if (!sent.ok) return sent;
    const { did, label } = sent.value;
    if (did === "shown") return ok({ to: `${to}#link`, flash: good(LINK_MADE, { connection: id, code: sent.value.code }) });
    if (did === "mailed") return ok({ to, flash: good("admin.flash.link_mailed", { label }) });
    return ok({ to, flash: { tone: "bad", text: "admin.flash.link_unsent", values: { label } } });
  },
});
