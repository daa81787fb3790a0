import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { attemptCookies } from "@/lib/web/attempt-cookie";
import { connectForm, returnQuery } from "@/lib/web/connect-form";
import { bad, formRoute } from "@/lib/web/form-route";

type Asked = { readonly reconnect: string; readonly environment: string };

const formPage = (provider = "", asked: Asked | null = null): string =>
  asked?.reconnect ? routes.reconnect(asked.reconnect) : routes.connect(provider, asked?.environment);

/** Starts a connect or a reconnect and goes on to the page that leaves for the marketplace. */
export const POST = formRoute({
  fields: connectForm,
  page: ({ provider }, fields) => formPage(provider, fields),
  run: async ({ runtime, actor, params, fields, request }) => {
    const { label, scope, reconnect, environment, values, reference } = fields;
    const started = await runtime.services.startConnection(actor, {
      providerId: params.provider ?? "",
      label,
      scopes: scope,
      values,
      reference,
      environmentId: environment || null,
      reconnectId: reconnect || null,
    });
    if (!started.ok) return started;
    const present = request.cookies.getAll().map(({ name }) => name);
    const headers = attemptCookies(started.value, present).map((cookie) => ["Set-Cookie", cookie] as const);
    return ok({ to: routes.leave(started.value.attemptId), headers });
  },
  failed: (failure, { params, fields }) => {
    const query = returnQuery(failure, fields);
    const page = formPage(params.provider, { ...fields, environment: "" });
    if (query !== null) return { to: `${page}?${query}` };
    return failure.code === "too_many"
      ? { to: formPage(params.provider, fields), flash: bad(failure) }
      : { to: routes.problem(failure.code) };
  },
});
