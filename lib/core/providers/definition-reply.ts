import { z } from "zod";
import { AddressTemplate } from "./definition-request";

/** A dotted path into a JSON reply, for example `data.access_token`. */
export const JsonPath = z.string().regex(/^[A-Za-z0-9_$-]+(\.[A-Za-z0-9_$-]+)*$/);

/** 15. Where the members of a token reply stand. */
export const ReplyMapping = z.strictObject({
  /** The object that holds the members; null is the body itself. */
  root: JsonPath.nullable().default(null),
  /** For providers that answer 200 with an error inside. */
  success: z
    .strictObject({ path: JsonPath, equals: z.union([z.string(), z.number(), z.boolean()]) })
    .nullable()
    .default(null),
  accessToken: JsonPath.default("access_token"),
  refreshToken: JsonPath.default("refresh_token"),
  idToken: JsonPath.default("id_token"),
  /** null: the provider sends none and means Bearer. */
  tokenType: JsonPath.nullable().default("token_type"),
  scope: JsonPath.default("scope"),
  /** Variables taken out of a member, for example a store id out of the scope. */
  extract: z
    .array(
      z.strictObject({ variable: z.string(), path: JsonPath, pattern: z.string(), removeFromScope: z.boolean().default(false) }),
    )
    .default([]),
});

/**
 * The id_token, where a reply carries one: who signs it, and where the keys are. Absent: an id_token
 * of this provider proves nothing and is not looked at.
 * @see OpenID Connect Core §3.1.3.7
 */
export const IdToken = z.strictObject({
  /** Compared to the letter with `iss`, so a slash at its end counts. */
  issuer: AddressTemplate,
  keys: AddressTemplate,
  algorithms: z.array(z.enum(["RS256", "PS256", "ES256", "EdDSA"])).min(1),
});

/**
 * 16. The access token's expiry. Sources are tried in order. `auto` reads a number >= 1e12 as epoch
 * milliseconds, >= 1e9 as epoch seconds, else as seconds from now (`facts.md` C, rule 1).
 */
export const Expiry = z.strictObject({
  sources: z.array(
    z.discriminatedUnion("from", [
      z.strictObject({ from: z.literal("reply"), path: JsonPath, as: z.enum(["auto", "seconds", "millis", "epoch", "iso8601"]) }),
      z.strictObject({ from: z.literal("jwt"), path: JsonPath, claim: z.string() }),
    ]),
  ),
  rule: z.enum(["first", "earliest"]).default("first"),
  /** When no source answers: a documented lifetime in seconds, `never`, or `unknown` (shown as such, refreshed on a 401 only). */
  otherwise: z.union([z.strictObject({ fixedSeconds: z.number().int().positive() }), z.literal("never"), z.literal("unknown")]),
  /** The provider wants access to be renewed at least so often, however long it lasts. */
  renewWithinSeconds: z.number().int().positive().nullable().default(null),
});

/** 17. What happens to the refresh token when it is used. */
export const Rotation = z.strictObject({
  kind: z.enum(["none", "static", "rotating_single_use", "rotating_grace", "rotating_until_used", "unknown"]),
  /** How long the previous token is still accepted; 0 is strict. */
  graceSeconds: z.number().int().nonnegative().default(0),
  /** A refresh reply without a refresh token: keep ours (RFC 6749 §6) or treat the reply as malformed. */
  onMissing: z.enum(["keep", "error"]),
  /** After a reply that never arrived: try the same token again, or ask the seller. */
  lostReply: z.enum(["retry_same", "reconnect", "unknown"]),
  /** Most refresh tokens a user may hold per client; the oldest is dropped silently. null: no documented cap. */
  perUserCap: z.number().int().positive().nullable().default(null),
  /** The scope value without which no refresh token is issued. */
  issuedByScope: z.string().nullable().default(null),
});

/** 18. How long the permission itself lasts, in seconds; null is "not documented". */
export const RefreshLifetime = z.strictObject({
  absoluteSeconds: z.number().int().positive().nullable(),
  idleSeconds: z.number().int().positive().nullable(),
  sliding: z.boolean(),
  replyPath: JsonPath.nullable().default(null),
});

/** 22. The fifteen classes a reply can fall into (`facts.md` C, rule 4). */
export const ErrorClass = z.enum([
  "consent_denied",
  "config_client",
  "config_redirect",
  "config_scope",
  "code_invalid",
  "grant_dead",
  "reauth_required",
  "token_expired",
  "insufficient_scope",
  "rate_limited",
  "transient",
  "request_invalid",
  "flow_timeout",
  "account_conflict",
  "reply_malformed",
]);
export type ErrorClass = z.infer<typeof ErrorClass>;

/** One documented error. All given conditions must hold; the first rule that matches decides. */
export const ErrorRule = z
  .strictObject({
    where: z.enum(["authorization", "token", "refresh", "revocation", "api", "any"]),
    http: z.number().int().optional(),
    path: JsonPath.optional(),
    equals: z.string().optional(),
    /** A part of the whole body's text, for replies that are not JSON. */
    text: z.string().optional(),
    /** A part of the WWW-Authenticate header. */
    header: z.string().optional(),
    class: ErrorClass,
  })
  .refine(
    (r) => r.class !== "grant_dead" || r.equals !== undefined || r.text !== undefined || r.header !== undefined,
    "status alone never kills a grant",
  )
  .refine((r) => (r.path === undefined) === (r.equals === undefined), "path and equals go together");
