import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Ends a key at once. */
export const POST = formRoute({
  fields: noFields,
  page: ({ key = "" }) => routes.apiKey(key),
  run: async ({ runtime, actor, params: { key = "" } }) => {
    const ended = await runtime.services.revokeKey(actor, key);
    return ended.ok ? ok({ to: routes.apiKeys, flash: good("flash.key_ended", ended.value) }) : ended;
  },
});
