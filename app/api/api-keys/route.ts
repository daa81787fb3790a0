import { z } from "zod";
import { failure } from "@/lib/core/errors";
import { err, ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { KEY_MADE, keyFailed } from "@/lib/web/api-key-loaders";
import { checkboxes } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

const text = z.string().max(400).default("");

/** Makes a key for a tool. The page after it shows it this one time. */
export const POST = formRoute({
  fields: z.object({ name: text, may: text, days: text, which: text, connection: checkboxes }),
  page: () => routes.newApiKey,
  run: async ({ runtime, actor, fields: { which, connection, ...scope } }) => {
    // Whoever ticks some may have forgotten to say so: a key for more than was meant would not be noticed.
    if (which === "all" && connection.length > 0) return err({ ...failure("value_invalid"), field: "which" });
    const made = await runtime.services.makeKey(actor, { ...scope, connections: which === "all" ? null : connection });
    return made.ok ? ok({ to: routes.apiKeys, flash: good(KEY_MADE, made.value) }) : made;
  },
  failed: (failed, { fields }) => keyFailed(failed, { ...fields, connection: fields.connection.join(" ") }),
});
