import type { ServerResponse } from "node:http";

export type Finish = {
  /** Built files carry a hash of their content in their name; everything else may hold somebody's data. */
  readonly hashed: boolean;
  /** `Set-Cookie` to add to a page that was really shown; null: none. */
  readonly withPage: string | null;
  /** `Set-Cookie` to add to whatever is answered; null: none. */
  readonly always: () => string | null;
  /** The status that the page itself said; null: whatever the framework gives. */
  readonly chosen: () => number | null;
};

/**
 * Settles status, caching and the one-time message at the last moment, when status and content type are known.
 *
 * The framework sets caching headers of its own while it renders, so setting them first is not enough.
 */
export function finishHeaders(response: ServerResponse, finish: Finish): void {
  const original = response.writeHead;
  const settled = (...args: unknown[]): ServerResponse => {
    // Headers may arrive only now; taken over first, they can be read and settled like the others.
    const late = args.find((arg) => typeof arg === "object" && arg !== null && !Array.isArray(arg));
    for (const [name, value] of Object.entries(late ?? {})) if (value !== undefined) response.setHeader(name, value);

    const given = typeof args[0] === "number" ? args[0] : response.statusCode;
    const status = given === 200 ? (finish.chosen() ?? given) : given;
    if (status !== given) args[0] = status;
    if (!finish.hashed || status >= 400) response.setHeader("Cache-Control", "no-store");
    const isPage = status === 200 && String(response.getHeader("content-type")).startsWith("text/html");
    if (isPage && finish.withPage !== null) response.appendHeader("Set-Cookie", finish.withPage);
    const always = finish.always();
    if (always !== null) response.appendHeader("Set-Cookie", always);
    return Reflect.apply(
      original,
      response,
      args.filter((arg) => arg !== late),
    );
  };
  response.writeHead = settled as typeof original;
}
