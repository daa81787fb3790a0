import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { KEY_MADE } from "@/lib/web/api-key-loaders";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Puts a new key in the place of another, which works for another day. */
export const POST = formRoute({
  fields: noFields,
  page: () => routes.apiKeys,
  run: async ({ runtime, actor, params: { key = "" } }) => {
    const made = await runtime.services.rotateKey(actor, key);
    return made.ok ? ok({ to: routes.apiKeys, flash: good(KEY_MADE, made.value) }) : made;
  },
});
