import { constants, createHash, createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** What a forger knows, and what the honest token would hold. */
export type Kit = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly nonce: string | undefined;
  readonly accessToken: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly subject?: string;
};

type Claims = Readonly<Record<string, unknown>>;
type Signer = (input: Buffer) => Buffer;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const compact = (header: object, claims: unknown, signer: Signer): string => {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${signer(Buffer.from(input)).toString("base64url")}`;
};

export const rs256 =
  (key: KeyObject): Signer =>
  (input) =>
    sign("sha256", input, key);
const hs256 =
  (secret: string): Signer =>
  (input) =>
    createHmac("sha256", secret).update(input).digest();
const nothing: Signer = () => Buffer.alloc(0);

/** A key pair of somebody whom the issuer does not know. */
export const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export const claimsOf = (kit: Kit, change: Claims = {}): Claims => ({
  iss: kit.issuer,
  sub: kit.subject ?? "sub-1",
  aud: kit.clientId,
  exp: nowSeconds() + 600,
  iat: nowSeconds(),
  nonce: kit.nonce,
  ...change,
});

/** The honest token, but for what is changed. */
export const honest = (kit: Kit, change: Claims = {}, header: object = {}): string =>
  compact({ alg: "RS256", kid: kit.kid, ...header }, claimsOf(kit, change), rs256(kit.privateKey));

/** Signed by the stranger. */
export const strange = (kit: Kit, header: object = {}): string =>
  compact({ alg: "RS256", kid: kit.kid, ...header }, claimsOf(kit), rs256(stranger));

/** OpenID Connect Core §3.1.3.6. */
export const atHash = (accessToken: string): string =>
  createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");

const altered = (kit: Kit): string => {
  const [header, , signature] = honest(kit).split(".");
  return `${header}.${part(claimsOf(kit, { sub: "sub-2" }))}.${signature}`;
};
const slashToggled = ({ issuer }: Kit): string => (issuer.endsWith("/") ? issuer.slice(0, -1) : `${issuer}/`);

/** id_tokens that must not be believed, each with what is wrong with it. */
export const FORGERIES: readonly (readonly [string, (kit: Kit) => string])[] = [
  ["alg none and no signature", (kit) => compact({ alg: "none" }, claimsOf(kit), nothing)],
  ["alg none in other letters", (kit) => compact({ alg: "nOnE", kid: kit.kid }, claimsOf(kit), nothing)],
  ["no alg", (kit) => compact({ kid: kit.kid }, claimsOf(kit), rs256(kit.privateKey))],
  ["HS256 by our own secret", (kit) => compact({ alg: "HS256", kid: kit.kid }, claimsOf(kit), hs256(kit.clientSecret))],
  [
    "HS256 by the public key",
    (kit) => {
      const pem = createPublicKey(kit.privateKey).export({ type: "spki", format: "pem" }).toString();
      return compact({ alg: "HS256", kid: kit.kid }, claimsOf(kit), hs256(pem));
    },
  ],
  ["another key under the same name", (kit) => strange(kit)],
  [
    "another key that the header brings along",
    (kit) => strange(kit, { jwk: createPublicKey(stranger).export({ format: "jwk" }) }),
  ],
  ["a key that nobody knows", (kit) => honest(kit, {}, { kid: "nobody" })],
  [
    "an algorithm that is not this issuer's, by the right key",
    (kit) =>
      compact({ alg: "PS256", kid: kit.kid }, claimsOf(kit), (input) =>
        sign("sha256", input, { key: kit.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
      ),
  ],
  [
    "an algorithm that is not this issuer's, by another key",
    (kit) =>
      compact({ alg: "ES256", kid: kit.kid }, claimsOf(kit), (input) =>
        sign("sha256", input, { key: curve, dsaEncoding: "ieee-p1363" }),
      ),
  ],
  ["a critical header", (kit) => honest(kit, {}, { crit: ["x"], x: 1 })],
  ["a signature cut short", (kit) => honest(kit).slice(0, -10)],
  ["an empty signature", (kit) => honest(kit).replace(/[^.]+$/, "")],
  ["another payload under a good signature", altered],
  ["another issuer", (kit) => honest(kit, { iss: "https://evil.example/" })],
  ["the issuer with its slash the other way", (kit) => honest(kit, { iss: slashToggled(kit) })],
  ["no issuer", (kit) => honest(kit, { iss: undefined })],
  ["another client", (kit) => honest(kit, { aud: "client-2" })],
  ["no client", (kit) => honest(kit, { aud: undefined })],
  ["several clients without azp", (kit) => honest(kit, { aud: [kit.clientId, "client-2"] })],
  ["several clients and another azp", (kit) => honest(kit, { aud: [kit.clientId, "client-2"], azp: "client-2" })],
  ["one client and another azp", (kit) => honest(kit, { azp: "client-2" })],
  ["an end that is past", (kit) => honest(kit, { exp: nowSeconds() - 70 })],
  ["no end", (kit) => honest(kit, { exp: undefined })],
  ["an end in words", (kit) => honest(kit, { exp: String(nowSeconds() + 600) })],
  ["a beginning in the future", (kit) => honest(kit, { iat: nowSeconds() + 70 })],
  ["no beginning", (kit) => honest(kit, { iat: undefined })],
  ["a validity in the future", (kit) => honest(kit, { nbf: nowSeconds() + 70 })],
  ["no nonce", (kit) => honest(kit, { nonce: undefined })],
  ["another nonce", (kit) => honest(kit, { nonce: "n-2" })],
  ["the hash of another access token", (kit) => honest(kit, { at_hash: atHash(`${kit.accessToken}x`) })],
  ["a hash that is none", (kit) => honest(kit, { at_hash: 7 })],
  ["no subject", (kit) => honest(kit, { sub: undefined })],
  ["an empty subject", (kit) => honest(kit, { sub: "" })],
  ["a subject that is a number", (kit) => honest(kit, { sub: 7 })],
  ["five parts", (kit) => `${honest(kit)}.e.e`],
  ["plain text", () => "hello"],
];

/** The same for a renewal, where no nonce is asked for (OpenID Connect Core §12.2). */
export const FORGED_AT_RENEWAL = FORGERIES.filter(([name]) => !name.includes("nonce"));
