import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createProviderClient } from "@/lib/adapters/http/provider-client";
import type { ProviderTarget } from "@/lib/core/ports/provider-client";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { targetOf } from "../../support/provider-target";
import { client, httpTarget } from "../http/loopback";

/** A request as the provider saw it. */
export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly form: URLSearchParams;
};
export type Answer = (seen: Seen, response: ServerResponse) => void;

/** A provider on loopback that keeps what it was asked. */
export async function providerServer(answer: Answer) {
  const seen: Seen[] = [];
  const server = await httpTarget((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const entry = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body,
        form: new URLSearchParams(body),
      };
      seen.push(entry);
      answer(entry, response);
    });
  });
  return { ...server, seen, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

export const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

/** The definition with one more environment, in which every base is this origin. */
export function lookalike(definition: ProviderDefinition, origin: string, change: Partial<ProviderTarget> = {}): ProviderTarget {
  const [first] = Object.values(definition.environments);
  const bases = Object.fromEntries(Object.keys(first?.bases ?? {}).map((name) => [name, origin]));
  const environments = { ...definition.environments, lookalike: { label: "Test", isTest: true, allowHttp: true, bases } };
  return targetOf({ ...definition, environments }, { environmentId: "lookalike", clientSecret: "50%+1:x", ...change });
}

export const providerClient = (deadlineMs = 5_000) =>
  createProviderClient({ http: client(), clock: { now: () => new Date(), monotonicMs: () => performance.now() }, deadlineMs });

export const TOKENS = {
  access_token: "acc-1",
  token_type: "bearer",
  refresh_token: "ref-2",
  expires_in: 3600,
  scope: "read write",
};
