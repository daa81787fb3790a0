import type { ProviderTarget } from "@/lib/core/ports/provider-client";
import {
  DIMENSIONS,
  defineProvider,
  type ProviderDefinition,
  type ProviderDefinitionInput,
} from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";

const evidence = Object.fromEntries(
  DIMENSIONS.map((dimension) => [dimension, { tag: "I", source: "made up" }]),
) as ProviderDefinitionInput["evidence"];

/** A provider that does everything as RFC 6749 says; each test changes what it is about. */
export const madeUpProvider = (change: Partial<ProviderDefinitionInput> = {}): ProviderDefinition =>
  defineProvider({
    id: "made-up",
    displayName: "Made Up",
    monogram: "Mu",
    tone: "plain",
    homeUrl: "https://made-up.example",
    issuer: null,
    environments: {
      production: {
        label: "Made Up",
        isTest: false,
        bases: { auth: "https://auth.made-up.example", api: "https://api.made-up.example" },
      },
    },
    client: { methods: ["post"], basicEncoding: "form" },
    initiator: "client",
    authorization: { endpoint: "{auth}/authorize" },
    scope: { separator: " ", required: [], known: [] },
    pkce: { use: "send", method: "S256" },
    state: "required",
    callback: { names: {}, stateOnError: "always" },
    redirect: { kind: "url", https: "required", inAuthorization: true, inToken: true },
    token: {
      endpoint: "{auth}/token",
      method: "POST",
      encoding: "form",
      grants: { code: "authorization_code", refresh: "refresh_token" },
      parameters: {},
      scopeIn: { code: false, refresh: false },
    },
    discovery: { kind: "none" },
    reply: {},
    expiry: { sources: [{ from: "reply", path: "expires_in", as: "auto" }], otherwise: "unknown" },
    rotation: { kind: "unknown", onMissing: "keep", lostReply: "unknown" },
    refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: false },
    revocation: { kind: "undocumented", accessTokenSurvives: "unknown" },
    identity: [],
    api: { base: "{api}" },
    errors: [],
    codeLifetimeSeconds: null,
    texts: { kind: "marketplace", never: [], manageAccessUrl: null, signOutUrl: null },
    evidence,
    ...change,
  });

export const targetOf = (definition: ProviderDefinition, change: Partial<ProviderTarget> = {}): ProviderTarget => ({
  definition,
  environmentId: "production",
  registrationId: "reg_1",
  clientId: "ab+1/2",
  clientSecret: "s+/:%cret",
  extraSecrets: {},
  variables: {},
  redirectUri: "https://sell.example.com/api/oauth/stubhub/callback",
  ...change,
});

export const stubhubTarget = (change: Partial<ProviderTarget> = {}): ProviderTarget => targetOf(stubhub, change);

/** Of RFC 7636 Appendix B. */
export const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
export const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
