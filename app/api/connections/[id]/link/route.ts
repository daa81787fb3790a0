import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { bad, formRoute, good } from "@/lib/web/form-route";
import { LINK_MADE } from "@/lib/web/repair-loaders";

/** Makes a reconnect link. The page after it shows the link this one time. */
export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.share(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const made = await runtime.services.makeLink(actor, id);
    if (!made.ok) return made;
    return ok({ to: routes.share(id), flash: good(LINK_MADE, { connection: id, code: made.value.code }) });
  },
  // The page itself says why there can be no link now.
  failed: (failure, { params }) =>
    failure.code === "not_usable"
      ? { to: routes.share(params["id"] ?? "") }
      : { to: routes.share(params["id"] ?? ""), flash: bad(failure) },
});
