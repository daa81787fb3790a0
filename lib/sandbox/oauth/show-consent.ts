import { type Answer, page } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace } from "../marketplace";
import { consentPage } from "../pages/consent-page";
import { problemPage } from "../pages/problem-page";
import { type AuthorizationRequest, type RequestProblem, readAuthorizationRequest } from "./authorization-request";
import { goBack } from "./go-back";

/** What a request that cannot be decided ends in. */
export function refuseRequest(market: Marketplace, { variables }: SandboxRequest, problem: RequestProblem): Answer {
  if (problem.kind === "return") return goBack(market, { ...problem, variables, accountId: null }, problem);
  return page(
    400,
    problemPage({
      title: `Pretend ${market.definition.displayName} cannot go on`,
      says: problem.says,
      sent: problem.sent,
      next: "You have not been sent back, because the address to go back to could not be trusted. Close this page and begin again in the application.",
    }),
  );
}

/** The consent page for a request that was read. `note` says what was wrong with a first try. */
export const showRequest = (
  market: Marketplace,
  request: SandboxRequest,
  asked: AuthorizationRequest,
  note: string | null,
): Answer =>
  page(
    note === null ? 200 : 400,
    consentPage(market, { action: `${request.path}?${request.query}`, asked, note, variables: request.variables }),
    new URL(asked.redirectUri).origin,
  );

/** GET of the authorization endpoint: a page, and nothing happens until a person clicks. */
export function showConsent(market: Marketplace, request: SandboxRequest): Answer {
  const asked = readAuthorizationRequest(market, request.query);
  return asked.ok ? showRequest(market, request, asked.value, null) : refuseRequest(market, request, asked.error);
}
