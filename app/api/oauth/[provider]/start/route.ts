import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { attemptCookies } from "@/lib/web/attempt-cookie";
import { connectForm, returnQuery } from "@/lib/web/connect-form";
import { bad, formRoute } from "@/lib/web/form-route";

const formPage = (provider = "", reconnect = ""): string => (reconnect ? routes.reconnect(reconnect) : routes.connect(provider));

/** Starts a connect or a reconnect and goes on to the page that leaves for the marketplace. */
export const POST = formRoute({
  fields: connectForm,
  page: ({ provider }, fields) => formPage(provider, fields?.reconnect),
  run: async ({ runtime, actor, params, fields, request }) => {
    const { label, scope, reconnect } = fields;
    const started = await runtime.services.startConnection(actor, {
      providerId: params.provider ?? "",
      label,
      scopes: scope,
      reconnectId: reconnect || null,
    });
    if (!started.ok) return started;
    const present = request.cookies.getAll().map(({ name }) => name);
    const headers = attemptCookies(started.value, present).map((cookie) => ["Set-Cookie", cookie] as const);
    return ok({ to: routes.leave(started.value.attemptId), headers });
  },
  failed: (failure, { params, fields }) => {
    const query = returnQuery(failure.code, fields);
    const page = formPage(params.provider, fields.reconnect);
    if (query !== null) return { to: `${page}?${query}` };
    return failure.code === "too_many" ? { to: page, flash: bad(failure) } : { to: routes.problem(failure.code) };
  },
});
