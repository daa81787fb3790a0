import { z } from "zod";
import { ok } from "@/lib/core/result";
import { numberWords } from "@/lib/views/number-words";
import { routes } from "@/lib/views/routes";
import { bad, formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: z.object({ key: z.string().max(40), typed: z.string().max(80).default("") }),
  page: () => routes.admin.keys,
  run: async ({ runtime, actor, fields }) => {
    const retired = await runtime.services.retireKey(actor, { keyId: fields.key, typed: fields.typed });
    if (retired.ok) return ok({ to: routes.admin.keys, flash: good("admin.keys.flash.retired", { key: fields.key }) });
    const { code, records = 0 } = retired.error;
    if (code !== "key_in_use") return retired;
    const flash = {
      ...bad(retired.error),
      text: "admin.keys.flash.in_use",
      values: { key: fields.key, count: numberWords(records) },
    };
    return ok({ to: routes.admin.keys, flash });
  },
});
