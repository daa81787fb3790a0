import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `Set-Cookie` values, in order. */
  readonly cookies: readonly string[];
};

export type Question = {
  readonly method?: string;
  /** A header that is `undefined` is not sent. */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
};

/**
 * Sends one request exactly as it is written. `fetch` would tidy the address, and neither forge `Host`
 * nor say that a request came from another site.
 */
export function ask(origin: string, target: string, { method = "GET", headers = {}, body = "" }: Question = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(origin);
  const length = method === "GET" || method === "HEAD" ? {} : { "content-length": Buffer.byteLength(body) };
  const sent = Object.fromEntries(Object.entries({ host, ...length, ...headers }).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: target, headers: sent }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
        cookies: incoming.headers["set-cookie"] ?? [],
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** What a browser adds to a form that a page of ours sent. */
export const OUR_FORM = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" } as const;

export type Fields = Readonly<Record<string, string>>;

/** A form of one of our pages. */
export const formOf = (fields: Fields = {}, headers: OutgoingHttpHeaders = {}): Question => ({
  method: "POST",
  headers: { ...OUR_FORM, ...headers },
  body: new URLSearchParams(fields).toString(),
});
