import type { AuthorizationInput } from "../ports/provider-client";
import { ok, type Result } from "../result";
import { expandAddress } from "./endpoints";
import { addParameters, encodeQuery, type ParameterList, renameParameters } from "./parameter-list";
import type { RequestFailure } from "./request-failure";
import { joinScope } from "./scope";
import { publicValues } from "./target-values";
import { fillTemplate, fillTemplates } from "./template";

/** No definition may change these: another response type or mode would bring a code or token by a way we do not guard (`security.md` A16). */
const NEVER_CONSTANT = ["response_type", "response_mode"];

/**
 * The authorization request as the URL to which the seller's browser goes.
 *
 * `response_type` is `code` always, the PKCE challenge is S256 always (`plain` is never sent), and
 * `nonce` goes along only when the scope asks for an id_token.
 * @see RFC 6749 §4.1.1; RFC 7636 §4.3; OpenID Connect Core §3.1.2.1
 */
export function buildAuthorizationUrl(input: AuthorizationInput): Result<string, RequestFailure> {
  const { target, variables } = input;
  const { definition } = target;
  const values = publicValues(target, variables);
  const endpoint = expandAddress(
    { definition, environmentId: target.environmentId, variables },
    definition.authorization.endpoint,
  );
  if (!endpoint.ok) return endpoint;
  const clientId = fillTemplate(definition.client.idTemplate, values);
  if (!clientId.ok) return clientId;
  const constants = fillTemplates(definition.authorization.parameters, values);
  if (!constants.ok) return constants;

  const standard = standardParameters(input, clientId.value);
  const names = { scope: definition.scope.parameter, ...definition.authorization.names };
  const parameters = addParameters(
    renameParameters(standard, names),
    constants.value.filter(([name]) => !NEVER_CONSTANT.includes(name)),
  );
  return ok(`${endpoint.value.href}?${writeQuery(parameters, input)}`);
}

function standardParameters({ target, state, nonce, codeChallenge, scope }: AuthorizationInput, clientId: string): ParameterList {
  const { definition, redirectUri } = target;
  const sendState = definition.state === "required" || definition.state === "send";
  const redirect = definition.state === "in-redirect" ? `${redirectUri}?${encodeQuery([["state", state]])}` : redirectUri;
  return [
    ["client_id", clientId],
    ["response_type", "code"],
    ...(definition.redirect.inAuthorization ? [["redirect_uri", redirect] as const] : []),
    ...(scope.length > 0 ? [["scope", joinScope(scope, definition.scope.separator)] as const] : []),
    ...(sendState ? [["state", state] as const] : []),
    ...(scope.includes("openid") ? [["nonce", nonce] as const] : []),
    ...(definition.pkce.use === "never"
      ? []
      : ([
          ["code_challenge", codeChallenge],
          ["code_challenge_method", "S256"],
        ] as const)),
  ];
}

/** Where the separator is a plus sign the provider reads its query as a form, in which the plus sign is the space. */
function writeQuery(parameters: ParameterList, { target }: AuthorizationInput): string {
  const query = encodeQuery(parameters);
  return target.definition.scope.separator === "+" ? query.replaceAll("%20", "+") : query;
}
