import { z } from "zod";
import { JsonPath } from "./definition-reply";
import { AddressTemplate } from "./definition-request";

/** Link relations to follow, in order; of several in one place, the first that the document has. */
const Path = z.array(z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])).min(1);

/**
 * Whether an end can be proven: the refresh token, shown once more, must be refused. `none` where that could harm
 * somebody else's access, where a refusal would count against us, and where nobody knows.
 */
const Proof = z.enum(["refused_refresh", "none"]).default("none");

/** 19. How access is ended at the provider. */
export const Revocation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rfc7009"),
    endpoint: AddressTemplate,
    token: z.enum(["refresh_token", "access_token"]),
    scope: z.enum(["token", "grant", "account"]),
    accessTokenSurvives: z.boolean(),
    proof: Proof,
    names: z.record(z.string(), z.string().nullable()).default({}),
  }),
  z.strictObject({
    kind: z.literal("http"),
    endpoint: AddressTemplate,
    method: z.enum(["POST", "DELETE"]),
    /** Templates that may name `{accessToken}` and `{refreshToken}`. */
    headers: z.record(z.string(), z.string()).default({}),
    encoding: z.enum(["none", "form", "json"]).default("none"),
    parameters: z.record(z.string(), z.string()).default({}),
    /** The call is made with an access token that still works: one that ended is renewed first. */
    needsFreshAccessToken: z.boolean(),
    okStatuses: z.array(z.number().int()).min(1),
    alreadyGone: z.array(z.strictObject({ http: z.number().int(), path: JsonPath.optional(), equals: z.string().optional() })),
    scope: z.enum(["token", "grant", "account"]),
    accessTokenSurvives: z.boolean(),
    proof: Proof,
  }),
  /** The grant is a resource of the API: links are followed from a start, the item that is ours is deleted as the last call. */
  z.strictObject({
    kind: z.literal("resource"),
    start: AddressTemplate,
    follow: Path,
    /** The embedded list that holds the items. */
    items: z.string().min(1),
    /** Member of an item -> template it must equal. */
    match: z
      .record(JsonPath, z.string())
      .refine((match) => Object.keys(match).length > 0, "nothing to match would be everything"),
    needsFreshAccessToken: z.boolean(),
    /** `person`: what one person gave this application ends in all their accounts. */
    scope: z.enum(["token", "grant", "account", "person"]),
    accessTokenSurvives: z.boolean(),
  }),
  /** No call exists: the seller ends it on the provider's own page, if there is one. */
  z.strictObject({
    kind: z.enum(["browser", "uninstall", "manual", "undocumented"]),
    accessTokenSurvives: z.union([z.boolean(), z.literal("unknown")]),
  }),
]);

/**
 * 20. Where the account's identity comes from, tried in order. Only a `stable` source may decide
 * whether two accounts are the same; the others give a name to show.
 */
export const IdentitySource = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("reply"), id: JsonPath.nullable(), name: JsonPath.nullable(), stable: z.boolean() }),
  z.strictObject({
    from: z.literal("jwt"),
    token: z.enum(["access_token", "id_token"]),
    id: z.string().nullable(),
    name: z.string().nullable(),
    stable: z.boolean(),
  }),
  z.strictObject({
    from: z.literal("get"),
    endpoint: AddressTemplate,
    id: JsonPath.nullable(),
    names: z.array(JsonPath),
    /** The call is made only when this scope value was granted. */
    requiresScope: z.string().nullable(),
    stable: z.boolean(),
  }),
  /** Links followed from a start to a document that tells it; asked only when this scope value was granted. */
  z.strictObject({
    from: z.literal("resource"),
    start: AddressTemplate,
    follow: Path,
    id: JsonPath.nullable(),
    names: z.array(JsonPath),
    requiresScope: z.string().nullable(),
    stable: z.boolean(),
  }),
  z.strictObject({ from: z.enum(["variable", "callback"]), name: z.string(), label: z.string().nullable(), stable: z.boolean() }),
  z.strictObject({ from: z.literal("fingerprint"), of: z.enum(["refresh_token", "access_token"]), stable: z.literal(false) }),
]);

/** 21. How the provider's API is called with the access token. */
export const ApiUse = z.strictObject({
  base: AddressTemplate,
  tokenHeader: z.string().default("Authorization"),
  tokenPrefix: z.string().default("Bearer "),
  headers: z.record(z.string(), z.string()).default({}),
  /** A call that changes nothing and says whether access works. */
  probe: z
    .strictObject({ method: z.enum(["GET", "POST"]).default("GET"), endpoint: AddressTemplate })
    .nullable()
    .default(null),
  rate: z
    .strictObject({ requests: z.number().int().positive(), perSeconds: z.number().int().positive() })
    .nullable()
    .default(null),
});

/**
 * How fast renewals may be asked for, whatever the number of connections and processes. Where no document
 * names a limit, the defaults are well below what any known token endpoint refuses. An operator may know
 * better: `{PROVIDER}_RENEWALS_PER_SECOND` and `{PROVIDER}_RENEWALS_AT_ONCE`.
 */
export const Renewals = z.strictObject({
  /** For one client registration, over all processes. A limit for a day is written as its share of a second. */
  perSecond: z.number().positive().max(10_000).default(20),
  /** In flight for one client registration, in one process. */
  atOnce: z.number().int().positive().max(1000).default(16),
});

/** Evidence for a dimension: documented, official source, secondary, measured, inferred, unverified. */
export const Evidence = z.strictObject({ tag: z.enum(["D", "R", "S", "M", "I", "U"]), source: z.string().min(1) });

/**
 * Whether our credentials may be tried once an hour with a made-up refresh token. Off, with the reason, where
 * that would count against us, or where nobody can be asked without a connection.
 */
export const Canary = z.union([z.literal("allowed"), z.strictObject({ off: Evidence })]);

/** What a seller reads about this provider. Keys of the text catalogue; addresses are the provider's own pages. */
export const SellerTexts = z.strictObject({
  kind: z.enum(["marketplace", "account"]),
  /** What access allows beside the permissions that have a name. */
  also: z.array(z.strictObject({ text: z.string().regex(/^scope\./), writes: z.boolean() })).default([]),
  never: z.array(z.string().regex(/^never\./)),
  /** What a seller should think about before allowing it. */
  warnings: z.array(z.string().regex(/^note\./)).default([]),
  notes: z.array(z.string().regex(/^note\./)).default([]),
  /** The provider's page on which a seller removes an application. */
  manageAccessUrl: z.url({ protocol: /^https$/ }).nullable(),
  signOutUrl: z.url({ protocol: /^https$/ }).nullable(),
});
