import { z } from "zod";
import { ErrorRule, Expiry, IdToken, RefreshLifetime, ReplyMapping, Rotation } from "./definition-reply";
import * as request from "./definition-request";
import { ApiUse, Canary, Evidence, IdentitySource, Renewals, Revocation, SellerTexts } from "./definition-use";

/** The dimensions in which providers differ; each has its evidence in the definition. */
export const DIMENSIONS = [
  "environments",
  "variables",
  "client",
  "extraSecrets",
  "initiator",
  "authorization",
  "scope",
  "pkce",
  "state",
  "callback",
  "redirect",
  "token",
  "scopeInToken",
  "discovery",
  "reply",
  "expiry",
  "rotation",
  "refreshLifetime",
  "revocation",
  "identity",
  "api",
  "errors",
  "codeLifetime",
] as const;

/**
 * A provider, as data. A provider that does not fit gets a new field here, never an `if` with its
 * name in the engine. The 23 dimensions are those of `facts.md` C, in its order.
 */
export const ProviderDefinition = z.strictObject({
  id: request.Slug,
  displayName: z.string().min(1),
  /** Two letters, shown instead of a logo. */
  monogram: z.string().regex(/^\S{2}$/),
  /** Name of a quiet colour pair in the design tokens. */
  tone: z.string().regex(/^[a-z]+$/),
  homeUrl: z.url({ protocol: /^https$/ }),
  /** RFC 9207 issuer, null when the provider names none. */
  issuer: z.string().nullable(),
  /** RFC 9207: whether every authorization response carries `iss`. */
  issInResponse: z.boolean().default(false),

  environments: z.record(request.Slug, request.Environment),
  variables: z.array(request.Variable).default([]),
  client: request.ClientAuthentication,
  extraSecrets: z.array(request.ExtraSecret).default([]),
  initiator: z.enum(["client", "provider", "both"]),
  authorization: request.AuthorizationRequest,
  scope: request.Scope,
  pkce: request.Pkce,
  state: z.enum(["required", "send", "in-redirect", "never"]),
  callback: request.Callback,
  redirect: request.Redirect,
  token: request.Token,
  discovery: request.Discovery,
  reply: ReplyMapping,
  idToken: IdToken.nullable().default(null),
  expiry: Expiry,
  rotation: Rotation,
  refreshLifetime: RefreshLifetime,
  renewals: Renewals.prefault({}),
  canary: Canary.default("allowed"),
  revocation: Revocation,
  identity: z.array(IdentitySource),
  api: ApiUse,
  errors: z.array(ErrorRule),
  /** Seconds an authorization code lives; null is "not documented". */
  codeLifetimeSeconds: z.number().int().positive().nullable(),

  texts: SellerTexts,
  evidence: z.record(z.enum(DIMENSIONS), Evidence),
});

export type ProviderDefinition = z.infer<typeof ProviderDefinition>;
export type ProviderDefinitionInput = z.input<typeof ProviderDefinition>;

/** Parses a definition written by hand and fills in the defaults. @throws {z.ZodError} naming each fault */
export const defineProvider = (input: ProviderDefinitionInput): ProviderDefinition => ProviderDefinition.parse(input);
