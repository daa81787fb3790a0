import type { SandboxRequest } from "./request";

/**
 * Whether a form post comes from a page of this site, or from a program that is no browser. Another
 * site's page must not press the sandbox's buttons for a person who has it open.
 */
export function isOwnPage(request: SandboxRequest): boolean {
  const site = request.header("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.header("origin");
  return origin === null || origin === request.origin;
}
