import { ok } from "@/lib/core/result";
import { methodNotAllowed } from "@/lib/web/plain-answers";
import { statusAnswer } from "@/lib/web/tool-answers";
import { toolRoute } from "@/lib/web/tool-route";

/** How one connection stands. */
export const GET = toolRoute<{ readonly id: string }>(async ({ services, bearer, params: { id } }) => {
  const found = await services.connectionByKey(bearer, id);
  return found.ok ? ok(statusAnswer(found.value)) : found;
});

/** Without it the framework answers HEAD by running GET. */
export const HEAD = methodNotAllowed;
