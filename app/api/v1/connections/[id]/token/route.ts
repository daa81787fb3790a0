import { z } from "zod";
import { failure } from "@/lib/core/errors";
import { err, ok } from "@/lib/core/result";
import { methodNotAllowed } from "@/lib/web/plain-answers";
import { accessAnswer } from "@/lib/web/tool-answers";
import { toolRoute } from "@/lib/web/tool-route";

const MOST_SECONDS = 24 * 60 * 60;
/** Seconds that it has to last at least, and the fingerprint of one that the marketplace refused. */
const asked = z.object({
  min_ttl: z.coerce.number().int().min(0).max(MOST_SECONDS).optional(),
  rejected: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
});

/** Access to one connection that works now; where it has to be, it is renewed first. */
export const GET = toolRoute<{ readonly id: string }>(async ({ services, bearer, params: { id }, query }) => {
  const { data, error } = asked.safeParse(Object.fromEntries(query));
  if (!data) return err({ ...failure("value_invalid"), field: String(error.issues[0]?.path[0]) });
  const { min_ttl, rejected } = data;
  const fresh = await services.accessByKey(bearer, {
    connectionId: id,
    ...(min_ttl === undefined ? {} : { minTtlSeconds: min_ttl }),
    ...(rejected === undefined ? {} : { rejected }),
  });
  return fresh.ok ? ok(accessAnswer(fresh.value)) : fresh;
});

/** Without it the framework answers HEAD by running GET. */
export const HEAD = methodNotAllowed;
