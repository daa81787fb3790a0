import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DialectRequest } from "@/lib/core/oauth/dialect-request";
import type { CallKind } from "@/lib/core/oauth/error-rules";
import type { ProviderTarget } from "@/lib/core/ports/provider-client";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { CHALLENGE, targetOf, VERIFIER } from "./provider-target";

const FOLDER = path.join(import.meta.dirname, "../golden");
const read = (provider: string, file: string) => readFileSync(path.join(FOLDER, provider, file), "utf8");

export type GoldenRequest = "authorization" | "token" | "refresh" | "api" | "revocation";

/** A request written out by hand, one header or parameter a line, without its remarks. `none`: the provider has no such call. */
export const golden = (provider: string, name: GoldenRequest): string =>
  read(provider, `${name}.txt`)
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .trimEnd();

/** A token reply by the documents, and what it means or why it is refused. */
export type GoldenReply = {
  readonly says: string;
  readonly source: string;
  readonly evidence: string;
  readonly grant: "code" | "refresh";
  readonly body: unknown;
  readonly reads: Readonly<Record<string, unknown>>;
};
/** A reply that is no success, or the query of a redirect that brings an error. */
export type GoldenError = { readonly says: string; readonly source: string; readonly evidence: string } & (
  | {
      readonly where: CallKind;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
      readonly class: string;
      readonly proven?: boolean;
    }
  | { readonly where: "authorization"; readonly query: string; readonly ending: string }
);

/** The providers that have a folder. */
export const goldenFolders = (): readonly string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

export const goldenReplies = (provider: string) => JSON.parse(read(provider, "replies.json")) as readonly GoldenReply[];
export const goldenErrors = (provider: string) => JSON.parse(read(provider, "errors.json")) as readonly GoldenError[];

/** A request in the form of the files. */
export function writeOut({ method, url, headers, body }: DialectRequest): string {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
  const [address, query] = url.split("?");
  const head = [`${method} ${address}`, ...(query === undefined ? [] : [`?${query.replaceAll("&", "\n&")}`]), ...lines];
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  return [...head, ...(body === null ? [] : ["", isForm ? body.replaceAll("&", "\n&") : body])].join("\n");
}

/** What the files take for granted; `tests/golden/README.md` lists it. */
export const GIVEN = {
  state: "st-7Qd2",
  nonce: "n-4Kx9",
  code: "c0de/with+signs",
  refreshToken: "r3fresh=one",
  verifier: VERIFIER,
  challenge: CHALLENGE,
  sentAtMs: Date.parse("2026-11-22T12:00:00Z"),
} as const;

const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  etsy: { userId: "12345678" },
  shopify: { shop: "ana-shop" },
};
const ACCESS_TOKENS: Readonly<Record<string, string>> = { etsy: "12345678.acc3ss" };
const ALIASES: Readonly<Record<string, string>> = { ebay: "Ana_Shop-AnaShop-Holdfa-xyzabc" };
const SECRETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stockx: { apiKey: "k3y/one" },
  "stack-auth": { publishableKey: "pck_one" },
  etsy: { sharedSecret: "sh4red" },
};

export const givenVariables = (provider: string) => VARIABLES[provider] ?? {};
export const givenAccessToken = (provider: string) => ACCESS_TOKENS[provider] ?? "acc3ss";

/** The registration of the files at a provider's first environment. A public client has no secret. */
export const givenTarget = (definition: ProviderDefinition, change: Partial<ProviderTarget> = {}): ProviderTarget =>
  targetOf(definition, {
    clientSecret: definition.client.methods.includes("none") ? null : "s+/:%cret",
    extraSecrets: SECRETS[definition.id] ?? {},
    variables: definition.id === "stack-auth" ? { identityProvider: "google" } : {},
    redirectUri: ALIASES[definition.id] ?? `https://sell.example.com/api/oauth/${definition.id}/callback`,
    ...change,
  });

/** What is asked for first: everything required, and the proposed one of those that exclude each other. */
export const givenScope = ({ scope }: ProviderDefinition): readonly string[] => [...scope.required, ...scope.oneOf.slice(0, 1)];
