import fc from "fast-check";

const from = (alphabet: string, min: number, max = min): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });

const DIGITS = "0123456789";
const SMALL = "abcdefghijklmnopqrstuvwxyz";
const LETTERS = SMALL + SMALL.toUpperCase();
const BASE64URL = `${LETTERS + DIGITS}-_`;
const jsonPart = from(BASE64URL, 20, 80).map((rest) => `eyJhbGciOi${rest}`);

/** Secrets that can be known by their looks, wherever they stand. */
export const shapedSecret: fc.Arbitrary<string> = fc.oneof(
  from(BASE64URL, 32, 86),
  from(`${LETTERS + DIGITS}+/`, 43).map((text) => `${text}=`),
  from(`${DIGITS}abcdef`, 32, 128),
  from(SMALL + DIGITS, 32, 64),
  from(`${SMALL.toUpperCase()}234567`, 40, 64),
  from(`${DIGITS}abcdef`, 32).map((text) => `shpat_${text}`),
  from(BASE64URL, 40, 120).map((text) => `ya29.${text}`),
  fc.tuple(jsonPart, from(BASE64URL, 30, 90), from(BASE64URL, 43)).map((parts) => parts.join(".")),
  fc
    .tuple(jsonPart, from(BASE64URL, 54), from(BASE64URL, 16), from(BASE64URL, 30, 90), from(BASE64URL, 22))
    .map((parts) => parts.join(".")),
);

/** Secrets that look like nothing; only what stands before them tells. */
export const plainSecret: fc.Arbitrary<string> = from(SMALL + DIGITS, 5, 14).map((text) => `zq${text}`);

const chain = (message: string) => new Error("outer", { cause: new TypeError("middle", { cause: new Error(message) }) });
const withField = (name: string, value: unknown) => Object.assign(new Error("failed"), { [name]: value });

class Reply {
  readonly #hidden: string;
  constructor(readonly body: string) {
    this.#hidden = body;
  }
  get computed(): string {
    return this.#hidden;
  }
  toJSON(): string {
    return this.#hidden;
  }
}

/** Ways in which a secret that can be known by its looks gets into a log. */
export const SHAPED_CARRIERS: readonly ((s: string) => unknown)[] = [
  (s) => s,
  (s) => `the provider said ${s}, and closed`,
  (s) => `(${s})`,
  (s) => `"${s}"`,
  (s) => `GET /r/${s}`,
  (s) => `https://shop.example/${encodeURIComponent(s)}/end`,
  (s) => [1, [s]],
  (s) => ({ deep: { deeper: { note: s } } }),
  (s) => ({ [s]: 1 }),
  (s) =>
    new Map<unknown, unknown>([
      [s, 1],
      ["note", { s }],
      [{ s }, s],
    ]),
  (s) => new Set([s, { s }]),
  (s) => new Error(`failed for ${s}`),
  (s) => chain(`refused ${s}`),
  (s) => new AggregateError([new Error(s), chain(s)], "several"),
  (s) => withField("response", { text: s }),
  (s) => Object.assign(new Error("x"), { name: s }),
  (s) => Object.assign(new Error("x"), { stack: `Error: ${s}\n    at run (file:///srv/app.js:1:2)` }),
  (s) => new Error("x", { cause: s }),
  (s) => new Reply(s),
  (s) => Object.assign(Object.create(null), { note: s }),
  (s) => Object.defineProperty({}, "lazy", { enumerable: true, get: () => s }),
  (s) => Symbol(s),
  (s) => new URL(`https://shop.example/p/${encodeURIComponent(s)}`),
  (s) => Buffer.from(s),
  (s) => Object.assign(() => s, { note: s }),
  (s) => new Proxy({ note: s }, {}),
  (s) => JSON.stringify({ note: s, more: JSON.stringify({ inner: s }) }),
  (s) => `${"word ".repeat(3_400)}${s}`,
];

/** Ways in which any secret at all gets into a log, each with something that tells. */
export const NAMED_CARRIERS: readonly ((s: string) => unknown)[] = [
  ...[
    "access_token",
    "refreshToken",
    "code",
    "state",
    "clientSecret",
    "Authorization",
    "cookie",
    "password",
    "code_verifier",
    "nonce",
    "key",
    "x-api-key",
  ].map((name) => (s: string) => ({ [name]: s })),
  (s) => ({ token: { value: s, list: [s] } }),
  (s) => new Map([["client_secret", s]]),
  (s) => [["set-cookie", s]],
  (s) => ["host", "shop.example", "authorization", s],
  (s) => ({ headers: [{ name: "Cookie", value: s }] }),
  (s) => new URLSearchParams({ code: s, state: s }),
  (s) => new URL(`https://shop.example/callback?code=${s}&x=${s}#y=${s}`),
  (s) => new URL(`https://user:${encodeURIComponent(s)}@shop.example/`),
  (s) => withField("refresh_token", s),
  (s) => withField("code", s),
  (s) => withField("input", `/callback?code=${s}`),
  (s) => chain(`Bearer ${s}`),
  (s) => chain(`Basic ${s}`),
  (s) => `redirected to /callback?state=${s}&code=${s}`,
  (s) => `grant_type=refresh_token&refresh_token=${s}`,
  (s) => `code=${s}&state=${s}`,
  (s) => `{"access_token":"${s}","expires_in":3600}`,
  (s) => JSON.stringify({ body: JSON.stringify({ client_secret: s }) }),
  (s) => `{ accessToken: '${s}', n: 1 }`,
  (s) => `Cookie: a=${s}; b=${s}`,
  (s) => `authorization: DPoP ${s}`,
  (s) => `connect postgres://holdfast:${s}@db:5432/holdfast`,
  (s) => `Key (token_hash)=(${s}) already exists.`,
  (s) => `invalid password: ${s}`,
];
