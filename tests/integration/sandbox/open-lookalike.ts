import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { lookalikePath } from "@/lib/sandbox/lookalike-bases";
import { LOOKALIKES } from "@/lib/sandbox/quirks/lookalikes";
import type { Quirks } from "@/lib/sandbox/quirks/quirks";
import { type SandboxOptions, startSandbox } from "@/lib/sandbox/start-sandbox";
import { basic, CHALLENGE, type Reply, readReply, VERIFIER } from "./open-sandbox";

export const BACK = "http://localhost:3000/api/oauth/pretend/callback";
export const ALIAS = "Holdfast-Pretend-Alias";
export const CLIENT_ID = "pretend-app";
export const SECRET = "50%+1:x/";

type Changes = Readonly<Record<string, string | null>>;
export type Decision = { readonly account?: string; readonly decision?: string; readonly allow?: readonly string[] };

/** What is left after some parameters were changed, and those that are null were left out. */
const changed = (usual: Changes, changes: Changes): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...usual, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null));

/**
 * A look-alike of any provider on a free loopback port, with the requests of an application that was
 * registered there, as the definition spells them. Time stands still until it is moved.
 */
export async function openLookalike(
  definition: ProviderDefinition,
  { quirks, variables = {}, ...options }: Partial<SandboxOptions> & { quirks?: Partial<Quirks>; variables?: Changes } = {},
) {
  const clock = { now: Date.UTC(2026, 0, 15, 12) };
  const isPublic = definition.client.methods.includes("none");
  const clientSecret = isPublic ? null : SECRET;
  const extraSecrets = Object.fromEntries(definition.extraSecrets.map(({ name }) => [name, `the-${name}`]));
  const client = { clientId: CLIENT_ID, clientSecret, extraSecrets, redirectUris: [BACK], redirectAlias: ALIAS };
  const lookalikes = LOOKALIKES.map((each) => (each.providerId === definition.id ? { ...each, ...quirks } : each));
  const sandbox = await startSandbox({
    definitions: [definition],
    port: 0,
    host: "127.0.0.1",
    statePath: null,
    mode: "trial",
    clients: [{ providerId: definition.id, ...client }],
    now: () => clock.now,
    lookalikes,
    ...options,
  });

  const values: Changes = {
    ...extraSecrets,
    clientId: CLIENT_ID,
    ...(clientSecret === null ? {} : { clientSecret }),
    ...variables,
  };
  const fill = (template: string, more: Changes = {}) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => more[name] ?? values[name] ?? whole);
  const fillAll = (templates: Readonly<Record<string, string>>, more: Changes = {}) =>
    Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, fill(template, more)]));
  const address = (template: string, more: Changes = {}) => `${sandbox.origin}${fill(lookalikePath(definition, template), more)}`;
  const send = async (url: string, init: RequestInit): Promise<Reply> =>
    readReply(await fetch(url, { redirect: "manual", ...init }));

  const { scope, redirect, token } = definition;
  const wanted = [...scope.required, ...scope.optional, ...scope.oneOf.slice(0, 1)];
  const redirectUri = redirect.kind === "alias" ? ALIAS : BACK;
  const authorizeAddress = (changes: Changes = {}) => {
    const usual = {
      client_id: CLIENT_ID,
      response_type: "code",
      redirect_uri: redirect.inAuthorization ? redirectUri : null,
      scope: wanted.join(scope.separator),
      state: "state-1",
      ...(definition.pkce.use === "never" ? {} : { code_challenge: CHALLENGE, code_challenge_method: "S256" }),
      ...fillAll(definition.authorization.parameters),
    };
    return `${address(definition.authorization.endpoint)}?${new URLSearchParams(changed(usual, changes))}`;
  };
  /** A click on the consent page; gives the address to which the browser is sent. */
  const decide = async ({ account = "ana", decision = "allow", allow }: Decision = {}, changes: Changes = {}) => {
    const url = authorizeAddress(changes);
    const asked = new URL(url).searchParams.get("scope")?.split(scope.separator) ?? [];
    const body = new URLSearchParams({ account, decision });
    for (const value of allow ?? asked) body.append("allow", value);
    const reply = await send(url, { method: "POST", body });
    const back = reply.headers.get("location");
    return { ...reply, location: back === null ? null : new URL(back) };
  };
  const newCode = async (decision: Decision = {}, changes: Changes = {}) =>
    (await decide(decision, changes)).location!.searchParams.get("code")!;

  const proof = (): { headers: Record<string, string>; parameters: Record<string, string> } => {
    const [method] = definition.client.methods;
    if (method === "basic") return { headers: { authorization: basic(CLIENT_ID, SECRET) }, parameters: {} };
    return {
      headers: {},
      parameters: { client_id: CLIENT_ID, ...(clientSecret === null ? {} : { client_secret: clientSecret }) },
    };
  };
  const ask = (
    url: string,
    encoding: "form" | "json",
    parameters: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    encoding === "json"
      ? send(url, {
          method: "POST",
          body: JSON.stringify(parameters),
          headers: { "content-type": "application/json", ...headers },
        })
      : send(url, { method: "POST", body: new URLSearchParams(parameters), headers });
  const requestToken = (usual: Changes, changes: Changes) => {
    const { headers, parameters } = proof();
    const encoding = token.encoding === "json" ? "json" : "form";
    return ask(address(token.endpoint), encoding, changed({ ...parameters, ...usual }, changes), {
      ...token.headers,
      ...headers,
    });
  };
  const exchangeCode = (code: string, changes: Changes = {}) =>
    requestToken(
      {
        grant_type: token.grants.code,
        code,
        redirect_uri: redirect.inToken ? redirectUri : null,
        code_verifier: definition.pkce.use === "never" ? null : VERIFIER,
        ...fillAll(token.parameters.code),
      },
      changes,
    );
  const connect = async (decision: Decision = {}, changes: Changes = {}) => exchangeCode(await newCode(decision, changes));
  const refresh = (refreshToken: unknown, changes: Changes = {}) =>
    requestToken(
      {
        grant_type: token.grants.refresh,
        refresh_token: String(refreshToken),
        ...(token.scopeIn.refresh ? { scope: wanted.join(scope.separator) } : {}),
        ...fillAll(token.parameters.refresh),
      },
      changes,
    );
  const call = (accessToken: unknown, template: string, { method = "GET", ...more }: Changes & { method?: string } = {}) => {
    const { tokenHeader, tokenPrefix, headers } = definition.api;
    const own = changed(fillAll(headers, { accessToken: String(accessToken), ...more }), more);
    return send(address(template, more), { method, headers: { [tokenHeader]: `${tokenPrefix}${accessToken}`, ...own } });
  };
  const fault = (name: string, value = "", more: Record<string, string> = {}) =>
    ask(`${sandbox.origin}/console/faults`, "form", { provider: definition.id, fault: name, value, ...more });

  return {
    sandbox,
    clock,
    address,
    ask,
    get: (url: string) => send(url, {}),
    send,
    authorizeAddress,
    decide,
    newCode,
    exchangeCode,
    connect,
    refresh,
    call,
    fault,
    resetFaults: () => ask(`${sandbox.origin}/console/reset`, "form", { provider: definition.id, what: "faults" }),
    behaviour: async () => (await send(`${sandbox.origin}/${definition.id}`, {})).text,
    counters: () => sandbox.counters()[definition.id]!,
  };
}

export type OpenLookalike = Awaited<ReturnType<typeof openLookalike>>;

/** What the page about this copy says of one habit: whether it is documented or inferred. */
export const evidenceOf = (page: string, words: string): string | null =>
  new RegExp(`(documented|inferred)</span><span>[^<]*${words}`).exec(page)?.[1] ?? null;
