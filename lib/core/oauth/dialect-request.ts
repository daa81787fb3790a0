import type { ParameterList } from "./parameter-list";
import { encodeForm, encodeQuery } from "./parameter-list";

/** A request as the provider wants it, before limits, allowed origins and the User-Agent are added. Header names are in lower case. */
export type DialectRequest = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

type Shape = {
  readonly method: DialectRequest["method"];
  readonly encoding: "form" | "json" | "query";
  readonly headers: Readonly<Record<string, string>>;
};

/** Puts parameters where the provider reads them. A GET carries them in the query whatever the encoding says. */
export function shapeRequest(endpoint: URL, parameters: ParameterList, { method, encoding, headers }: Shape): DialectRequest {
  const base = { accept: "application/json", ...headers };
  if (encoding === "query" || method === "GET") {
    const query = encodeQuery(parameters);
    return { method, url: query === "" ? endpoint.href : `${endpoint.href}?${query}`, headers: base, body: null };
  }
  if (encoding === "json") {
    return {
      method,
      url: endpoint.href,
      headers: { "content-type": "application/json", ...base },
      body: JSON.stringify(Object.fromEntries(parameters)),
    };
  }
  return {
    method,
    url: endpoint.href,
    headers: { "content-type": "application/x-www-form-urlencoded", ...base },
    body: encodeForm(parameters),
  };
}

/** Header names in lower case, so that a definition's spelling never yields the same header twice. */
export const lowerCaseNames = (headers: ParameterList): Readonly<Record<string, string>> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
