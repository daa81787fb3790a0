import "#node-only";
import { parseKeyRing } from "../adapters/crypto/key-ring";
import type { ProviderDefinition } from "../core/providers/definition";
import { pretendRegistration } from "./pretend-registration";
import { readRegistrations } from "./provider-variables";
import { readBudgets } from "./read-budgets";
import { readSignInService } from "./read-sign-in-service";
import { Environment, type Settings } from "./settings";
import type { TrialSecrets } from "./trial-secrets";

type Source = Readonly<Record<string, string | undefined>>;

/** What a trial brings along, so that nothing has to be configured. */
export type TrialDefaults = {
  readonly secrets: (home: string) => TrialSecrets;
  readonly port: number;
  readonly sandboxPort: number;
  /** The shipped definitions with the look-alike addresses added; production knows the shipped ones only. */
  readonly definitions: readonly ProviderDefinition[];
};

/** A start that must not happen. `faults` has a line per variable, with its name and never its value. */
export type SettingsFaults = { readonly ok: false; readonly faults: readonly string[] };
export type SettingsRead = { readonly ok: true; readonly settings: Settings } | SettingsFaults;

/**
 * Reads the environment once.
 *
 * A trial is the default only while neither a database nor an https origin is set: a forgotten setting
 * must never open one-click people to a network.
 */
export function readSettings(source: Source, shipped: readonly ProviderDefinition[], trial: TrialDefaults): SettingsRead {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(present);
  const unknown = unknownNames(present);
  if (!parsed.success || unknown.length > 0) {
    const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
    return {
      ok: false,
      faults: [...wrong, ...(present["HOLDFAST_KEYS"] ? keyFaults(present["HOLDFAST_KEYS"]) : []), ...unknown],
    };
  }
  return startsAsTrial(present) ? readTrial(parsed.data, present, trial) : readProduction(parsed.data, present, shipped);
}

/** Which of the two ways a process with this environment starts, before anything in it was checked. */
export function startsAsTrial(source: Source): boolean {
  if (source["HOLDFAST_MODE"]) return source["HOLDFAST_MODE"] === "trial";
  return !source["DATABASE_URL"] && !source["APP_ORIGIN"]?.startsWith("https:");
}

/** A name of ours with a slip in it would be left out silently, and a trial could start where none was meant. */
const unknownNames = (source: Source): readonly string[] =>
  Object.keys(source)
    .filter((name) => name.startsWith("HOLDFAST_") && !(name in Environment.shape))
    .map((name) => `${name}: there is no such setting`);

function readTrial(environment: Environment, source: Source, trial: TrialDefaults): SettingsRead {
  const { definitions } = trial;
  if (environment.APP_ORIGIN?.startsWith("https:"))
    return {
      ok: false,
      faults: ["APP_ORIGIN: a trial runs on this machine only; set HOLDFAST_MODE=production to serve an https address"],
    };
  const appOrigin = environment.APP_ORIGIN ?? `http://localhost:${trial.port}`;
  const sandboxOrigin = `http://127.0.0.1:${trial.sandboxPort}`;
  const secrets = trial.secrets(environment.HOLDFAST_HOME);
  const own = readRegistrations(definitions, source, appOrigin);
  const { budgets, faults: budgetFaults } = readBudgets(definitions, source);
  const service = readSignInService(environment, "trial");
  const wrong = [...own.faults, ...budgetFaults, ...service.faults];
  if (wrong.length > 0) return { ok: false, faults: wrong };
  const pretend = definitions
    .filter(
      (definition) => definition.environments["lookalike"] && !own.registrations.some((r) => r.providerId === definition.id),
    )
    .map((definition) => pretendRegistration(definition, secrets.clientSecret));
  const settings: Settings = {
    mode: "trial",
    home: environment.HOLDFAST_HOME,
    databaseUrl: environment.DATABASE_URL ?? null,
    appOrigin,
    port: trial.port,
    host: "localhost",
    sandboxOrigin,
    keys: environment.HOLDFAST_KEYS ?? secrets.keys,
    keysFile: environment.HOLDFAST_KEYS === undefined,
    deploymentId: environment.DEPLOYMENT_ID ?? secrets.deploymentId,
    authSecret: environment.AUTH_SECRET ?? secrets.authSecret,
    smtpUrl: null,
    mailFrom: environment.MAIL_FROM ?? "Holdfast <holdfast@localhost>",
    trustProxy: false,
    signInService: service.signInService,
    setupCode: null,
    eventDays: environment.EVENT_DAYS,
    auditDays: environment.AUDIT_DAYS,
    registrations: [...own.registrations, ...pretend],
    engine: environment.HOLDFAST_ENGINE === "on",
    budgets,
  };
  const faults = keyFaults(settings.keys);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings };
}

function readProduction(environment: Environment, source: Source, shipped: readonly ProviderDefinition[]): SettingsRead {
  const { DATABASE_URL, APP_ORIGIN, HOLDFAST_KEYS, DEPLOYMENT_ID, AUTH_SECRET, SMTP_URL, MAIL_FROM } = environment;
  const required = { DATABASE_URL, APP_ORIGIN, HOLDFAST_KEYS, DEPLOYMENT_ID, AUTH_SECRET, SMTP_URL, MAIL_FROM };
  const missing = Object.entries(required)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name}: is missing`);
  const own = readRegistrations(shipped, source, APP_ORIGIN ?? null);
  const { budgets, faults: budgetFaults } = readBudgets(shipped, source);
  const service = readSignInService(environment, "production");
  const faults = [
    ...missing,
    ...own.faults,
    ...budgetFaults,
    ...service.faults,
    ...(HOLDFAST_KEYS ? keyFaults(HOLDFAST_KEYS) : []),
  ];
  if (APP_ORIGIN?.startsWith("http:")) faults.push("APP_ORIGIN: must start with https:// in production");
  if (
    faults.length > 0 ||
    !DATABASE_URL ||
    !APP_ORIGIN ||
    !HOLDFAST_KEYS ||
    !DEPLOYMENT_ID ||
    !AUTH_SECRET ||
    !SMTP_URL ||
    !MAIL_FROM
  )
    return { ok: false, faults };
  return {
    ok: true,
    settings: {
      mode: "production",
      home: environment.HOLDFAST_HOME,
      databaseUrl: DATABASE_URL,
      appOrigin: APP_ORIGIN,
      port: environment.PORT ?? 3000,
      host: "0.0.0.0",
      sandboxOrigin: null,
      keys: HOLDFAST_KEYS,
      deploymentId: DEPLOYMENT_ID,
      authSecret: AUTH_SECRET,
      smtpUrl: SMTP_URL,
      mailFrom: MAIL_FROM,
      trustProxy: environment.TRUST_PROXY === "on",
      signInService: service.signInService,
      setupCode: environment.SETUP_CODE ?? null,
      eventDays: environment.EVENT_DAYS,
      auditDays: environment.AUDIT_DAYS,
      registrations: own.registrations,
      engine: environment.HOLDFAST_ENGINE === "on",
      budgets,
    },
  };
}

/** The ring is parsed here only to refuse a bad one by name before anything else happens. */
function keyFaults(keys: string): readonly string[] {
  try {
    parseKeyRing(keys);
    return [];
  } catch (error) {
    return [`HOLDFAST_KEYS: ${error instanceof Error ? error.message : "cannot be read"}`];
  }
}
