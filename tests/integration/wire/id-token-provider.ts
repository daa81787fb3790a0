import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createProviderClient } from "@/lib/adapters/http/provider-client";
import type { ProviderTarget } from "@/lib/core/ports/provider-client";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import type { Kit } from "../../support/forged-id-tokens";
import { madeUpProvider, VERIFIER } from "../../support/provider-target";
import { client } from "../http/loopback";
import { json, lookalike, providerServer, TOKENS } from "./provider-server";

export const ISSUER = "https://issuer.made-up.example/";
const CLIENT = "client-1";
const SECRET = "client-secret-of-32-characters-00";

export type NamedKey = { readonly kid: string; readonly privateKey: KeyObject };
export const makeKey = (kid: string): NamedKey => ({
  kid,
  privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
});
const KEY = makeKey("k1");

export const keySetOf = (...keys: readonly NamedKey[]): object => ({
  keys: keys.map(({ kid, privateKey }) => ({ ...createPublicKey(privateKey).export({ format: "jwk" }), kid, use: "sig" })),
});

export const kitOf = (change: Partial<Kit> = {}): Kit => ({
  issuer: ISSUER,
  clientId: CLIENT,
  clientSecret: SECRET,
  nonce: "n-1",
  accessToken: TOKENS.access_token,
  ...KEY,
  ...change,
});

type Behaviour = {
  /** The id_token of the next reply; null leaves it out. */
  idToken: string | null;
  /** How the key set is answered. */
  keys: (response: ServerResponse) => void;
  dateOffsetSeconds: number;
  tokenDelayMs: number;
};

/** A provider with a token endpoint and a key set, and the client under test. @param clock may be moved by the test */
export async function idTokenProvider(
  change: Partial<ProviderDefinitionInput> = {},
  clock = { now: () => new Date(), monotonicMs: () => performance.now() },
  deadlineMs = 5_000,
) {
  const keys: Behaviour["keys"] = (response) => json(response, keySetOf(KEY));
  const behaviour: Behaviour = { idToken: null, keys, dateOffsetSeconds: 0, tokenDelayMs: 0 };
  const server = await providerServer(async ({ path }, response) => {
    if (path === "/keys") return behaviour.keys(response);
    if (behaviour.tokenDelayMs > 0) await sleep(behaviour.tokenDelayMs);
    const date = new Date(Date.now() + behaviour.dateOffsetSeconds * 1000).toUTCString();
    json(response, { ...TOKENS, ...(behaviour.idToken !== null && { id_token: behaviour.idToken }) }, 200, { date });
  });
  const definition = madeUpProvider({
    idToken: { issuer: ISSUER, keys: "{auth}/keys", algorithms: ["RS256"] },
    identity: [{ from: "jwt", token: "id_token", id: "sub", name: "email", stable: true }],
    ...change,
  });
  const target = lookalike(definition, server.origin, { clientId: CLIENT, clientSecret: SECRET });
  const provider = createProviderClient({ http: client(), clock, deadlineMs });
  const input = (over: Partial<ProviderTarget>) => ({ target: { ...target, ...over }, variables: {} });
  return {
    origin: server.origin,
    seen: server.seen,
    behaviour,
    target,
    keyRequests: () => server.seen.filter(({ path }) => path === "/keys").length,
    exchange: (idToken: string | null, over: Partial<ProviderTarget> = {}, scope: readonly string[] = ["openid"]) => {
      behaviour.idToken = idToken;
      return provider.exchangeCode({
        ...input(over),
        response: new URLSearchParams({ code: "c", state: "st-1" }),
        state: "st-1",
        nonce: "n-1",
        codeVerifier: VERIFIER,
        scope,
      });
    },
    refresh: (idToken: string | null, over: Partial<ProviderTarget> = {}) => {
      behaviour.idToken = idToken;
      return provider.refresh({ ...input(over), refreshToken: "ref-1", scope: ["openid"] });
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
