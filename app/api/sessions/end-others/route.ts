import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.profile,
  run: async ({ runtime, actor }) => {
    await runtime.services.endOtherSessions(actor);
    return ok({ to: routes.profile, flash: good("flash.sessions_ended") });
  },
});
