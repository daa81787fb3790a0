import { ok } from "@/lib/core/result";
import { methodNotAllowed } from "@/lib/web/plain-answers";
import { statusAnswer } from "@/lib/web/tool-answers";
import { toolRoute } from "@/lib/web/tool-route";

/** Every connection that the key is for, and how each stands. */
export const GET = toolRoute(async ({ services, bearer }) => {
  const found = await services.connectionsByKey(bearer);
  return found.ok ? ok({ connections: found.value.map(statusAnswer) }) : found;
});

/** Without it the framework answers HEAD by running GET. */
export const HEAD = methodNotAllowed;
