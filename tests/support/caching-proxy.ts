import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, ask } from "./ask";

export type CachingProxy = {
  readonly origin: string;
  /** Targets that were answered from memory. */
  readonly hits: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/**
 * A shared cache in front of an application, as greedy as RFC 9111 §3 lets one be: it keeps every
 * answer to a GET that does not forbid it, whatever cookie the request carried, and asks again only
 * where `Vary` names a header that differs.
 */
export async function cachingProxy(application: string): Promise<CachingProxy> {
  const kept: { readonly target: string; readonly vary: readonly (readonly [string, string])[]; readonly answer: Answer }[] = [];
  const hits: string[] = [];
  const { host } = new URL(application);
  const server = createServer(async (request, response) => {
    const target = request.url ?? "/";
    const found = request.method === "GET" && kept.find((each) => each.target === target && fits(each.vary, request.headers));
    if (found) hits.push(target);
    const answer = found
      ? found.answer
      : await ask(application, target, { method: request.method ?? "GET", headers: { ...request.headers, host } });
    if (!found && request.method === "GET" && mayKeep(answer))
      kept.push({ target, vary: varyOf(answer, request.headers), answer });
    const { "transfer-encoding": _, "content-length": __, ...headers } = answer.headers;
    response.writeHead(answer.status, headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const mayKeep = ({ headers }: Answer): boolean =>
  !/no-store|private|no-cache/.test(headers["cache-control"] ?? "") && headers.vary !== "*";

const varyOf = ({ headers }: Answer, asked: IncomingHttpHeaders) =>
  (headers.vary ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)
    .map((name) => [name, String(asked[name])] as const);

const fits = (vary: readonly (readonly [string, string])[], asked: IncomingHttpHeaders): boolean =>
  vary.every(([name, value]) => String(asked[name]) === value);
