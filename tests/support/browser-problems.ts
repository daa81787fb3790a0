import type { BrowserContext } from "playwright-core";

/** What went wrong in a browser although nobody asked for it. */
export type Problems = {
  readonly list: () => readonly string[];
  /** Takes what a test brought about on purpose off the list. Throws when nothing matches. */
  readonly announce: (pattern: RegExp) => void;
};

/**
 * Notes every console error and warning (a breach of the content policy is one), every script error, and every
 * answer or request to one of `origins` that failed.
 */
export function watchProblems(context: BrowserContext, origins: readonly string[]): Problems {
  let found: string[] = [];
  const isOurs = (url: string) => origins.some((origin) => url.startsWith(`${origin}/`));
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      found.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => found.push(`script error: ${error.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 400 && isOurs(response.url())) found.push(`answer ${response.status()}: ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page ends what it was still fetching. A browser without scripts calls each preload of one a
    // breach of the content policy; a true breach is on the console, too.
    const harmless = reason === "net::ERR_ABORTED" || (reason === "csp" && request.resourceType() === "script");
    if (isOurs(request.url()) && !harmless) found.push(`request failed: ${reason} ${request.url()}`);
  });
  return {
    list: () => found,
    announce: (pattern) => {
      const rest = found.filter((problem) => !pattern.test(problem));
      if (rest.length === found.length) throw new Error(`announced ${pattern}, but it did not happen`);
      found = rest;
    },
  };
}
