import { err, ok, type Result } from "../result";
import { readScopes } from "./custom-scopes";
import { DIMENSIONS, type ProviderDefinition, ProviderDefinition as Schema } from "./definition";

/** How our secret is sent to a provider of one's own. */
export const CUSTOM_METHODS = ["basic", "post", "none"] as const;

/** A provider as an admin describes it. All of it untrusted. */
export type TypedProvider = {
  readonly name: string;
  /** Empty: it names none. */
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  /** Where the keys of its id_tokens are. */
  readonly keys: string;
  readonly api: string;
  /** See `readScopes`. */
  readonly scopes: string;
  readonly method: string;
};

/** The fields that hold addresses: a change of one of them is another provider to everything that is stored. */
export const ADDRESS_FIELDS = ["issuer", "authorize", "token", "revoke", "keys", "api"] as const;

type Described = {
  readonly id: string;
  /** Part of what everything that is stored is sealed for. */
  readonly environmentId: string;
  /** Addresses of this machine may be reached over plain http: in a trial. */
  readonly allowLoopback: boolean;
};

const LONGEST = 500;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * An address that calls may go to: https, a host, a path. No credentials, query or fragment, and nothing that could be
 * read as a template. null: it is none.
 */
export function readEndpoint(typed: string, allowLoopback: boolean): URL | null {
  const text = typed.trim();
  if (text.length > LONGEST || /[\s{}\\]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isOwn = allowLoopback && url.protocol === "http:" && LOOPBACK.test(url.hostname);
  if (url.protocol !== "https:" && !isOwn) return null;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return null;
  return url;
}

/**
 * The definition of a provider that admins have described. Calls may go to the origins of these addresses and nowhere else.
 *
 * @returns or the name of the first field that does not fit
 */
export function customDefinition(
  typed: TypedProvider,
  { id, environmentId, allowLoopback }: Described,
): Result<ProviderDefinition, string> {
  const displayName = typed.name.normalize("NFC").replace(/\s+/g, " ").trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} .&'_-]{0,39}$/u.test(displayName)) return err("name");
  const bases: Record<string, string> = {};
  const templates: Partial<Record<(typeof ADDRESS_FIELDS)[number], string>> = {};
  const urls: URL[] = [];
  for (const field of ADDRESS_FIELDS) {
    const isNeeded = field === "authorize" || field === "token";
    if (typed[field].trim() === "" && !isNeeded) continue;
    const url = readEndpoint(typed[field], allowLoopback);
    if (url === null) return err(field);
    urls.push(url);
    templates[field] = `${baseFor(bases, url.origin)}${url.pathname === "/" ? "" : url.pathname}`;
  }
  const { authorize, token } = templates;
  const [first] = urls;
  if (authorize === undefined || token === undefined || first === undefined) return err("authorize");
  const described = readScopes(typed.scopes);
  if (described === null) return err("scopes");
  const scopes = described.map(({ value }) => value);
  const words = described.flatMap(({ value, words }) => (words === null ? [] : [[value, words] as const]));
  const method = CUSTOM_METHODS.find((known) => known === typed.method);
  if (method === undefined) return err("method");

  const isPlain = urls.some(({ protocol }) => protocol === "http:");
  const issuer = typed.issuer.trim() || null;
  const tellsWho = issuer !== null && templates.keys !== undefined && scopes.includes("openid");
  const parsed = Schema.safeParse({
    id,
    displayName,
    monogram: monogramOf(displayName),
    tone: "own",
    homeUrl: `https://${first.hostname}`,
    issuer,
    environments: { [environmentId]: { label: displayName, isTest: isPlain, bases, allowHttp: isPlain } },
    client: { methods: [method], basicEncoding: "form" },
    initiator: "client",
    authorization: { endpoint: authorize },
    scope: { separator: " ", required: scopes, known: [], ...(words.length > 0 && { words: Object.fromEntries(words) }) },
    pkce: { use: "send", method: "S256" },
    state: "required",
    callback: { names: {}, stateOnError: "unknown" },
    redirect: { kind: "url", https: "unknown", inAuthorization: true, inToken: true },
    token: {
      endpoint: token,
      method: "POST",
      encoding: "form",
      grants: { code: "authorization_code", refresh: "refresh_token" },
      parameters: {},
      scopeIn: { code: false, refresh: false },
    },
    discovery: { kind: "none" },
    reply: {},
    idToken: tellsWho
      ? { issuer: wholeIssuer(issuer, templates.issuer), keys: templates.keys, algorithms: ["RS256", "PS256", "ES256", "EdDSA"] }
      : null,
    expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: "unknown" },
    rotation: { kind: "unknown", onMissing: "keep", lostReply: "unknown" },
    refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: false },
    revocation:
      templates.revoke === undefined
        ? { kind: "undocumented", accessTokenSurvives: "unknown" }
        : {
            kind: "rfc7009",
            endpoint: templates.revoke,
            token: "refresh_token",
            scope: "token",
            accessTokenSurvives: true,
          },
    identity: tellsWho
      ? [{ from: "jwt", token: "id_token", id: "sub", name: "email", stable: true }]
      : [{ from: "fingerprint", of: "refresh_token", stable: false }],
    api: { base: templates.api ?? `{${nameOf(token)}}` },
    errors: [],
    codeLifetimeSeconds: null,
    texts: { kind: "account", never: ["never.password"], manageAccessUrl: null, signOutUrl: null },
    evidence: Object.fromEntries(DIMENSIONS.map((name) => [name, { tag: "U", source: "described by an admin" }])),
  });
  return parsed.success ? ok(parsed.data) : err("authorize");
}

/** An issuer is compared to the letter, so its slash at the end must stay where it was typed. */
const wholeIssuer = (issuer: string, template = issuer): string =>
  issuer.endsWith("/") && !template.endsWith("/") ? `${template}/` : template;

const nameOf = (template: string): string => /^\{([A-Za-z0-9]+)\}/.exec(template)?.[1] ?? "";

/** The name of an origin among an environment's bases, which gets it if it has none. */
function baseFor(bases: Record<string, string>, origin: string): string {
  const known = Object.entries(bases).find(([, value]) => value === origin)?.[0];
  const name = known ?? `site${Object.keys(bases).length + 1}`;
  bases[name] = origin;
  return `{${name}}`;
}

/** Two letters that stand for a name. */
function monogramOf(name: string): string {
  const letters = [...name.replace(/[^\p{L}\p{N}]/gu, "")];
  const [first = "O", second = first] = letters;
  const text = `${first.toUpperCase()}${second.toLowerCase()}`;
  return /^\S{2}$/.test(text) ? text : "Ow";
}
