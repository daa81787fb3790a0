import "server-only";
import type { NextRequest } from "next/server";
import { FAILURES, type Failure } from "../core/errors";
import type { Result } from "../core/result";
import { type Runtime, runtime } from "../runtime/current";
import type { KeyBearer } from "../services/api-keys/contract";
import { translator } from "../views/texts/translate";
import { clientOf } from "./client-address";
import { withFaultAnswer } from "./with-fault-answer";

type Context<P> = { readonly params: Promise<P> };

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{1,200}=*)$/i;

type ToolRequest<P> = {
  readonly services: Runtime["services"];
  readonly bearer: KeyBearer;
  readonly params: P;
  readonly query: URLSearchParams;
};

/**
 * A GET for programs: the key of the `Authorization` header (RFC 6750 §2.1), a service, JSON. No cookie counts here, so no
 * page elsewhere can make a browser ask.
 */
export const toolRoute = <P = Readonly<Record<string, never>>>(
  run: (asked: ToolRequest<P>) => Promise<Result<object, Failure>>,
): ((request: NextRequest, context: Context<P>) => Promise<Response>) =>
  withFaultAnswer(
    async (request: NextRequest, context: Context<P>) => {
      const key = BEARER.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
      const done = await run({
        services: runtime().services,
        bearer: { key, from: clientOf(request) },
        params: await context.params,
        query: request.nextUrl.searchParams,
      });
      return done.ok ? json(200, done.value) : refused(done.error, key !== null);
    },
    () => refused({ code: "unknown" }, true),
  );

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });

/** What a program reads of a failure: the code does not change, the message is for whoever reads its log. */
function refused({ code, reference, field }: Failure, hadKey: boolean): Response {
  const { status, whoActs, text } = FAILURES[code];
  const body = {
    error: {
      code,
      message: translator()(`${text}.title`),
      who_acts: whoActs,
      ...(field === undefined ? {} : { field }),
      ...(reference === undefined ? {} : { reference }),
    },
  };
  return json(status, body, CHALLENGES[status]?.(hadKey));
}

/** What has to be sent (RFC 6750 §3). */
const CHALLENGES: Readonly<Record<number, (hadKey: boolean) => Readonly<Record<string, string>>>> = {
  401: (hadKey) => ({ "WWW-Authenticate": hadKey ? 'Bearer error="invalid_token"' : "Bearer" }),
  403: () => ({ "WWW-Authenticate": 'Bearer error="insufficient_scope"' }),
};
