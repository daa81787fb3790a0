import { answerApi } from "./api/answer-api";
import { type Answer, empty, page } from "./http/answer";
import { isOwnPage } from "./http/is-own-page";
import type { SandboxRequest } from "./http/request";
import { lookalikePath } from "./lookalike-bases";
import type { Marketplace } from "./marketplace";
import { answerToken } from "./oauth/answer-token";
import { decideConsent } from "./oauth/decide-consent";
import { revokeToken } from "./oauth/revoke-token";
import { showConsent } from "./oauth/show-consent";
import { behaviourPage } from "./pages/behaviour-page";
import { problemPage } from "./pages/problem-page";

type Handler = () => Answer | Promise<Answer>;

const foreignForm = (): Answer =>
  page(
    403,
    problemPage({
      title: "That was not done",
      says: "The form came from a page of another site.",
      sent: null,
      next: "Only a click on this site's own page allows anything. Begin again in the application.",
    }),
  );

/** The methods that an address of this look-alike knows; empty when the address is not one of its own. */
function handlersAt(market: Marketplace, request: SandboxRequest): Readonly<Record<string, Handler>> {
  const { paths, definition, quirks } = market;
  const { path } = request;
  if (path === `/${definition.id}`) return { GET: () => page(200, behaviourPage(market)) };
  if (path === paths.authorize) {
    return {
      GET: () => showConsent(market, request),
      POST: () => (isOwnPage(request) ? decideConsent(market, request) : foreignForm()),
    };
  }
  if (path === paths.token || path === paths.refresh) return { POST: () => answerToken(market, request) };
  if (path === paths.revoke) return { POST: () => revokeToken(market, request) };
  const resource = quirks.resources.find((candidate) => lookalikePath(definition, candidate.address) === path);
  return resource === undefined ? {} : { GET: () => answerApi(market, request, resource) };
}

/** A look-alike's answer; null when the address is not one of its own. */
export async function answerMarket(market: Marketplace, request: SandboxRequest): Promise<Answer | null> {
  const handlers = handlersAt(market, request);
  const methods = Object.keys(handlers);
  if (methods.length === 0) return null;
  const handler = handlers[request.method];
  return handler === undefined ? empty(405, { allow: methods.join(", ") }) : handler();
}
