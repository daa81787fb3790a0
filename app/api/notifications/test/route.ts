import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: () => routes.notificationSettings,
  run: async ({ runtime, actor, person }) => {
    const asked = await runtime.services.testMail(actor);
    if (!asked.ok) return ok({ to: routes.notificationSettings, flash: { ...good("flash.test_mail_soon"), tone: "calm" } });
    return ok({ to: routes.notificationSettings, flash: good("flash.test_mail", { email: person.email ?? "" }) });
  },
});
