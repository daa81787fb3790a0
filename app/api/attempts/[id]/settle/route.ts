import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { settleFields } from "@/lib/web/form-fields";
import { formRoute } from "@/lib/web/form-route";

/** What the seller says about a sign-in that looked like another account's. The result page tells how it ended. */
export const POST = formRoute({
  fields: settleFields,
  page: ({ id = "" }) => routes.result(id),
  run: async ({ runtime, actor, params, fields }) => {
    const attemptId = params.id ?? "";
    const settled = await runtime.services.settleAttempt(actor, { attemptId, choice: fields.choice });
    return settled.ok ? ok({ to: routes.result(attemptId) }) : settled;
  },
});
