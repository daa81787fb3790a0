import { z } from "zod";

/** A short lower-case name, used in addresses and environment variables. */
export const Slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/**
 * An address in which `{name}` stands for a base address of the environment or a variable of the
 * connection, for example `{account}/oauth2/token`. Bases are whole origins (with a path prefix at
 * most), variables may fill one label or one path segment only (`facts.md` C, rule 5).
 */
export const AddressTemplate = z.string().regex(/^(\{[a-z][A-Za-z0-9]*\}|https:\/\/)[^\s?#]*$/);

/** 1. Named maps of base addresses. All addresses of one environment switch together. */
export const Environment = z.strictObject({
  label: z.string().min(1),
  /** Connections of a test environment carry a badge wherever they are shown. */
  isTest: z.boolean(),
  bases: z.record(z.string(), z.string().regex(/^https?:\/\/[^\s?#]+[^/\s?#]$/)),
  /** Plain http on exactly these bases' origins; only the composed `lookalike` environment may say so. */
  allowHttp: z.boolean().default(false),
  /** Where access is ended by hand in a test environment; the provider's own page is for real accounts. */
  manageAccessUrl: z
    .string()
    .regex(/^https?:/)
    .optional(),
});

/** 2. Per-connection variables, such as a shop host. Either a pattern or a closed list of values. */
export const Variable = z
  .strictObject({
    name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
    from: z.enum(["user", "operator", "callback", "reply", "scope"]),
    pattern: z.string().optional(),
    values: z.array(z.string()).optional(),
    /** Key of the text catalogue: what the field is called where a seller fills it in. */
    label: z
      .string()
      .regex(/^field\./)
      .optional(),
    /** Key of the text catalogue: where a seller finds it. */
    help: z
      .string()
      .regex(/^field\./)
      .optional(),
    /** What follows the value in the host; cut off where a seller or a response spells the host out. */
    suffix: z
      .string()
      .regex(/^(\.[a-z0-9-]+)+$/)
      .optional(),
    /** Pages of the provider whose address a seller may copy instead; the value follows. */
    copiedFrom: z.array(z.string().regex(/^https:\/\/[a-z0-9.-]+\/[a-z0-9/-]*$/)).optional(),
    /** An operator's value when none is set. */
    otherwise: z.string().optional(),
  })
  .refine((v) => (v.pattern === undefined) !== (v.values === undefined), "give a pattern or values, not both");

/** 3. Client authentication at the token endpoint, in order of preference. */
export const ClientAuthentication = z.strictObject({
  methods: z.array(z.enum(["basic", "post", "none", "hook"])).min(1),
  /** `form`: id and secret are form-encoded before they are joined (RFC 6749 §2.3.1); `raw`: they are not. */
  basicEncoding: z.enum(["form", "raw"]),
  secretOptional: z.boolean().default(false),
  /** How the client id is written, for example `{clientId}#{branch}`. */
  idTemplate: z.string().default("{clientId}"),
});

/** 4. Further secrets a registration needs, named in the environment as `{PROVIDER}_{ENV}`. */
export const ExtraSecret = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  env: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  label: z.string(),
  /** Credentials that the provider itself publishes may stand in an address; nothing else may. */
  isPublic: z.boolean().default(false),
  /** The provider's own word for "none is needed"; used when the environment names no value. */
  otherwise: z.string().optional(),
});

/** 6. The authorization request: our names on the left, the provider's on the right, null leaves one out. */
export const AuthorizationRequest = z.strictObject({
  endpoint: AddressTemplate,
  names: z.record(z.string(), z.string().nullable()).default({}),
  parameters: z.record(z.string(), z.string()).default({}),
});

/** One scope value with the sentence a seller reads about it. `text` is a key of the text catalogue. */
export const ScopeValue = z.strictObject({
  value: z.string().min(1),
  text: z.string().regex(/^scope\./),
  /** Marked "can change things" on our pages. */
  writes: z.boolean(),
});

/** 7. Scope: separator, what we must have, what a seller may add, and everything known. */
export const Scope = z.strictObject({
  parameter: z.string().default("scope"),
  separator: z.enum([" ", ",", "+"]),
  required: z.array(z.string()),
  /** Values of which a seller chooses exactly one; the first is the one that is proposed. */
  oneOf: z.array(z.string()).default([]),
  optional: z.array(z.string()).default([]),
  /** Values that contain others, so that a reply which leaves those out is not a smaller grant. */
  implies: z.record(z.string(), z.array(z.string())).default({}),
  known: z.array(ScopeValue),
  /** By value, what the admins of a deployment wrote about it for their sellers, in their own language. */
  words: z.record(z.string(), z.string()).optional(),
});

/** 8. PKCE (RFC 7636). `undocumented` is sent all the same: servers must ignore unknown parameters (RFC 6749 §3.1). */
export const Pkce = z.strictObject({
  use: z.enum(["required", "send", "never", "undocumented"]),
  method: z.enum(["S256", "plain"]),
});

/** 10. How the authorization response is read. */
export const Callback = z.strictObject({
  names: z.strictObject({
    code: z.string().default("code"),
    state: z.string().default("state"),
    error: z.string().default("error"),
    errorDescription: z.string().default("error_description"),
    errorCode: z.string().nullable().default(null),
  }),
  /** Parameter of the response -> variable of the connection. */
  capture: z.record(z.string(), z.string()).default({}),
  /** A named check of the response itself, such as an HMAC over its query. */
  verify: z
    .union([
      z.literal("none"),
      /** HMAC-SHA-256 in hexadecimal over the other parameters, sorted and joined as a query, keyed with the client secret. */
      z.strictObject({ hmacSha256: z.string().min(1) }),
    ])
    .default("none"),
  stateOnError: z.enum(["always", "optional", "unknown"]),
});

/** 11. The redirect URI. */
export const Redirect = z.strictObject({
  kind: z.enum(["url", "alias"]),
  https: z.enum(["required", "optional", "unknown"]),
  inAuthorization: z.boolean(),
  inToken: z.boolean(),
  /** With several registrations each gets its own address, so that a mix-up can be told (RFC 9700 §4.4). */
  perRegistration: z.boolean().default(false),
});

const grantNames = z.strictObject({ code: z.string().nullable(), refresh: z.string().nullable() });

/** 12. The token endpoint's transport, and 13. whether `scope` is repeated in each grant. */
export const Token = z.strictObject({
  endpoint: AddressTemplate,
  /** null: the same endpoint serves the refresh token grant. */
  refreshEndpoint: AddressTemplate.nullable().default(null),
  method: z.enum(["POST", "GET"]),
  encoding: z.enum(["form", "json", "query"]),
  headers: z.record(z.string(), z.string()).default({}),
  names: z.record(z.string(), z.string().nullable()).default({}),
  /** Values of `grant_type`; null leaves the parameter out. */
  grants: grantNames,
  parameters: z.strictObject({
    code: z.record(z.string(), z.string()).default({}),
    refresh: z.record(z.string(), z.string()).default({}),
  }),
  scopeIn: z.strictObject({ code: z.boolean(), refresh: z.boolean() }),
});

/**
 * 14. Where endpoints come from when they are not fixed. What is found must stay on the origins of the
 * environment's bases, so each site that links may point at is a base.
 */
export const Discovery = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("hal"),
    home: AddressTemplate,
    /** The relation of the home document under which the token endpoint stands. */
    token: z.string().min(1),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ kind: z.enum(["oidc", "rfc8414"]), issuer: AddressTemplate }),
]);
