import "#node-only";
import { z } from "zod";
import type { BudgetSetting } from "./read-budgets";

const Origin = z
  .url({ protocol: /^https?$/, error: "must be an origin like https://holdfast.example" })
  .transform((value, context) => {
    const url = new URL(value);
    if (url.pathname !== "/" || url.search || url.hash || url.username)
      context.addIssue("must be an origin only, like https://holdfast.example");
    return url.origin;
  });
const Port = z.coerce
  .number("must be a port number")
  .int("must be a port number")
  .min(1, "must be a port number")
  .max(65535, "must be a port number");

const Days = z.coerce.number("must be a number of days").int("must be a whole number of days").min(1, "must be at least 1");

/** The environment's variables as `.env.example` lists them; a provider's own are named by its definition. */
export const Environment = z.object({
  HOLDFAST_MODE: z.enum(["trial", "production"], "must be trial or production").optional(),
  HOLDFAST_HOME: z.string().min(1).default(".holdfast"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgresql://")
    .optional(),
  APP_ORIGIN: Origin.optional(),
  PORT: Port.optional(),
  SANDBOX_PORT: Port.optional(),
  HOLDFAST_KEYS: z.string().min(1).optional(),
  DEPLOYMENT_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{3,64}$/, "must be 3 to 64 letters, digits, dots or dashes")
    .optional(),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().min(3, "must be an address, like Holdfast <you@your.address>").optional(),
  SETUP_CODE: z.string().trim().min(16, "must have at least 16 characters").optional(),
  OIDC_ISSUER: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().trim().max(40, "must have at most 40 characters").optional(),
  OIDC_ALGORITHM: z
    .enum(
      ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"],
      "must be like RS256 or ES256",
    )
    .default("RS256"),
  TRUST_PROXY: z.enum(["on", "off"], "must be on or off").default("off"),
  HOLDFAST_ENGINE: z.enum(["on", "off"], "must be on or off").default("on"),
  EVENT_DAYS: Days.max(3650, "must be at most 3650").default(90),
  AUDIT_DAYS: Days.max(36500, "must be at most 36500").default(365),
});
export type Environment = z.infer<typeof Environment>;

/** One client of ours as the environment describes it. */
export type Registration = {
  readonly providerId: string;
  readonly environmentId: string;
  /** Empty for the first registration of an environment. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly extraSecrets: Readonly<Record<string, string>>;
  /** Values of the definition's variables that the operator sets. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the provider calls our callback address, where it takes no address; else null. */
  readonly redirectAlias: string | null;
};

/** A sign-in service: an OpenID Connect provider, whichever it is. */
export type SignInService = {
  /** Exactly as its tokens say it, with or without a slash at the end. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What stands on the button. */
  readonly name: string;
  /** How its id_tokens are signed (RFC 7518 §3.1, RFC 8037 §3.1). */
  readonly algorithm: string;
};

/** The process's settings, read once. */
export type Settings = {
  readonly mode: "trial" | "production";
  /** The folder for what a trial keeps. */
  readonly home: string;
  /** null: the embedded database in `home`. */
  readonly databaseUrl: string | null;
  readonly appOrigin: string;
  readonly port: number;
  /** Interface to listen on: loopback in a trial. */
  readonly host: string;
  /** null: no sandbox. */
  readonly sandboxOrigin: string | null;
  /** A JWK Set. */
  readonly keys: string;
  /** It stands in the trial's own file, which may be read again and added to. */
  readonly keysFile?: boolean;
  readonly deploymentId: string;
  readonly authSecret: string;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly trustProxy: boolean;
  /** null: people sign in by mailed link only. */
  readonly signInService: SignInService | null;
  /** What the first person proves themselves with; null: a code is made and told in the log. */
  readonly setupCode: string | null;
  /** How long a connection's history and the audit log are kept, in days. */
  readonly eventDays: number;
  readonly auditDays: number;
  readonly registrations: readonly Registration[];
  /** Whether the server keeps connections fresh itself; off where workers do. */
  readonly engine: boolean;
  /** What the operator allows where it differs from the definitions. */
  readonly budgets: readonly BudgetSetting[];
};
