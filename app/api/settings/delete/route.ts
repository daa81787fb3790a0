import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { forgetEverything } from "@/lib/web/session-cookie";

export const POST = formRoute({
  // An address of any shape: it is only compared with the one that is known.
  fields: z.object({ email: z.string().max(320).default(""), step: z.enum(["disconnect", "delete"]) }),
  page: () => routes.deleteAccount,
  run: async ({ runtime, actor, fields }) => {
    const done = await runtime.services.deleteMine(actor, fields);
    if (!done.ok) return done;
    if (done.value.did === "disconnected") return ok({ to: routes.deleteAccount, flash: good("flash.all_disconnected") });
    return ok({ to: routes.signIn, flash: good("flash.account_deleted"), headers: forgetEverything });
  },
});
