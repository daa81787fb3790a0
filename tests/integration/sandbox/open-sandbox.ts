import { createHash } from "node:crypto";
import { request } from "node:http";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { type SandboxOptions, startSandbox } from "@/lib/sandbox/start-sandbox";

export const REDIRECT_URI = "http://localhost:3000/api/oauth/stubhub/callback";
/** Every character that tells the encoded form of Basic from the raw one. */
export const CLIENT = { clientId: "hold fast", clientSecret: "50%+1:x" };
export const SCOPE = "read:sellerlistings write:sellerlistings read:user";
export const VERIFIER = "a-verifier-of-at-least-forty-three-characters-";
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

export const formEncode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
export const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
export const encodedBasic = basic(formEncode(CLIENT.clientId), formEncode(CLIENT.clientSecret));

export type Reply = { status: number; headers: Headers; body: Record<string, unknown>; text: string };

export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, headers: response.headers, text, body: isJson && text !== "" ? JSON.parse(text) : {} };
}

/** A sandbox on a free loopback port, with the requests that an application and a person make. Time stands still until it is moved. */
export async function openSandbox(options: Partial<SandboxOptions> & { definition?: ProviderDefinition } = {}) {
  const { definition = stubhub, ...rest } = options;
  const clock = { now: Date.UTC(2026, 0, 15, 12) };
  const sandbox = await startSandbox({
    definitions: [definition],
    port: 0,
    host: "127.0.0.1",
    statePath: null,
    mode: "trial",
    clients: [{ providerId: definition.id, ...CLIENT, redirectUris: [REDIRECT_URI, "https://app.example/back?kept=1"] }],
    now: () => clock.now,
    ...rest,
  });
  const bases = lookalikeBases(definition, sandbox.origin);
  const address = (template: string) => template.replace(/^\{(\w+)\}/, (_, name: string) => bases[name]!);

  const post = async (path: string, form: Record<string, string> | URLSearchParams, headers: Record<string, string> = {}) =>
    readReply(
      await fetch(new URL(path, sandbox.origin), {
        method: "POST",
        body: new URLSearchParams(form),
        headers,
        redirect: "manual",
      }),
    );
  const get = async (path: string, headers: Record<string, string> = {}) =>
    readReply(await fetch(new URL(path, sandbox.origin), { headers, redirect: "manual" }));

  const authorizePath = (changes: Record<string, string | null> = {}) => {
    const query = new URLSearchParams();
    const usual = {
      client_id: CLIENT.clientId,
      response_type: "code",
      redirect_uri: REDIRECT_URI,
      scope: SCOPE,
      state: "state-1",
      code_challenge: CHALLENGE,
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries({ ...usual, ...changes })) if (value !== null) query.set(name, value);
    return `${address(definition.authorization.endpoint)}?${query}`;
  };
  /** What a click on the consent page sends; gives the address to which the browser is sent. */
  const decide = async (
    form: { account?: string; decision?: string; allow?: string[] } & Record<string, unknown> = {},
    changes: Record<string, string | null> = {},
  ) => {
    const body = new URLSearchParams({ account: form.account ?? "ana", decision: form.decision ?? "allow" });
    for (const value of form.allow ?? SCOPE.split(" ")) body.append("allow", value);
    const reply = await post(authorizePath(changes), body);
    return { ...reply, location: reply.headers.has("location") ? new URL(reply.headers.get("location")!) : null };
  };
  const token = (form: Record<string, string>, headers: Record<string, string> = { authorization: encodedBasic }) =>
    post(address(definition.token.endpoint), form, headers);
  const exchangeForm = (code: string) => ({
    grant_type: "authorization_code",
    code,
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_verifier: VERIFIER,
  });
  const newCode = async (account = "ana") => (await decide({ account })).location!.searchParams.get("code")!;
  const exchange = async (account = "ana") => token(exchangeForm(await newCode(account)));
  const refresh = (refreshToken: unknown, scope = SCOPE) =>
    token({ grant_type: "refresh_token", refresh_token: String(refreshToken), scope });
  const call = (accessToken: unknown, path = "/v2/user") =>
    get(address(`{api}${path}`), { authorization: `Bearer ${accessToken}` });
  const fault = (name: string, value = "", more: Record<string, string> = {}) =>
    post("/console/faults", { provider: definition.id, fault: name, value, ...more });
  const counters = () => sandbox.counters()[definition.id]!;

  return {
    sandbox,
    clock,
    address,
    post,
    get,
    authorizePath,
    decide,
    token,
    exchangeForm,
    newCode,
    exchange,
    refresh,
    call,
    fault,
    counters,
  };
}

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

/** Sends a request without any header that Node's fetch would add by itself. */
export function bareRequest(
  url: string,
  method: string,
  headers: Record<string, string>,
  body = "",
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...headers, "content-length": Buffer.byteLength(body) } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
