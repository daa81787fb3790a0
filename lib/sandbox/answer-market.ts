import { answerApi } from "./api/answer-api";
import { type Answer, empty, json, page } from "./http/answer";
import { isOwnPage } from "./http/is-own-page";
import type { SandboxRequest } from "./http/request";
import { publicKeySet } from "./id-token/signing-key";
import { lookalikePath, matchPath } from "./lookalike-bases";
import type { Marketplace } from "./marketplace";
import { answerToken } from "./oauth/answer-token";
import { decideConsent } from "./oauth/decide-consent";
import { revokeToken } from "./oauth/revoke-token";
import { showConsent } from "./oauth/show-consent";
import { behaviourPage } from "./pages/behaviour-page";
import { problemPage } from "./pages/problem-page";
import type { Place } from "./quirks/quirks";

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

type Route = {
  readonly at: Place | null;
  readonly request: SandboxRequest;
  readonly handlers: Readonly<Record<string, Handler>>;
};

/** The methods that an address of this look-alike knows; null when the address is not one of its own. */
function routeOf(market: Marketplace, given: SandboxRequest): Route | null {
  const { paths, definition, quirks } = market;
  const at = (pattern: string | null): SandboxRequest | null => {
    const variables = pattern === null ? null : matchPath(definition, pattern, given.path);
    return variables === null ? null : { ...given, variables };
  };
  if (given.path === `/${definition.id}`)
    return { at: null, request: given, handlers: { GET: () => page(200, behaviourPage(market)) } };
  const keys = at(paths.keys);
  if (keys !== null) return { at: null, request: keys, handlers: { GET: () => json(200, publicKeySet(market.signingKey())) } };
  const front = at(paths.authorize);
  const asked = front ?? at(paths.consent);
  if (asked !== null) {
    const GET = () => showConsent(market, asked);
    const POST = () => (isOwnPage(asked) ? decideConsent(market, asked) : foreignForm());
    return { at: front === null ? "consent" : "authorize", request: asked, handlers: { GET, POST } };
  }
  const token = at(paths.token) ?? at(paths.refresh);
  if (token !== null) return { at: "token", request: token, handlers: { POST: () => answerToken(market, token) } };
  const revoke = at(paths.revoke);
  if (revoke !== null) return { at: "revoke", request: revoke, handlers: { POST: () => revokeToken(market, revoke) } };
  const found = quirks.resources.flatMap((resource) => {
    const request = at(lookalikePath(definition, resource.address));
    return request === null ? [] : [{ resource, request }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const handlers = found.map(({ resource, request }) => [resource.method ?? "GET", () => answerApi(market, request, resource)]);
  return { at: "api", request: first.request, handlers: Object.fromEntries(handlers) };
}

/** A look-alike's answer; null when the address is not one of its own. */
export async function answerMarket(market: Marketplace, given: SandboxRequest): Promise<Answer | null> {
  const route = routeOf(market, given);
  if (route === null) return null;
  const { at, request, handlers } = route;
  const turnedAway = at === null ? null : (market.quirks.door?.(market, request, at) ?? null);
  if (turnedAway !== null) return turnedAway;
  const handler = handlers[request.method];
  return handler === undefined ? empty(405, { allow: Object.keys(handlers).join(", ") }) : handler();
}
