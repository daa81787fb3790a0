import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { withLookalike } from "@/lib/runtime/compose-definitions";

/**
 * What a used refresh token is at a marketplace: `strict` takes it for theft and ends the permission (RFC 9700
 * §4.14.2), `grace` answers the newest used one again for a minute, `none` never gives another.
 */
export const POLICIES = ["strict", "grace", "none"] as const;
export type Policy = (typeof POLICIES)[number];

const GRACE_SECONDS = 60;

const ROTATIONS = {
  strict: { kind: "rotating_single_use", graceSeconds: 0, onMissing: "error", lostReply: "unknown" },
  grace: { kind: "rotating_grace", graceSeconds: GRACE_SECONDS, onMissing: "error", lostReply: "retry_same" },
  none: { kind: "static", graceSeconds: 0, onMissing: "keep", lostReply: "retry_same" },
} as const satisfies Record<Policy, Partial<ProviderDefinition["rotation"]>>;

export type MarketTokens = { readonly accessToken: string; readonly refreshToken: string };

/** A marketplace of a test that knows of each permission which refresh token works. */
export type RotationMarket = AsyncDisposable & {
  readonly policy: Policy;
  readonly origin: string;
  /** Its own definition, with a `lookalike` environment. */
  readonly definition: ProviderDefinition;
  /** A seller's new permission. */
  readonly grant: () => MarketTokens;
  /** Whether this refresh token would be answered with tokens now. Asking changes nothing. */
  readonly works: (refreshToken: string) => boolean;
  /** `unknown`: with a token that it never gave, such as one that is made up to try our own credentials. */
  readonly counts: { requests: number; refreshes: number; reuses: number; unknown: number };
  /** Awaited when it has acted and before it answers; the answer never goes out where this never ends. */
  beforeAnswer: (refreshToken: string) => Promise<void>;
  /** Awaited before it looks at a request. */
  beforeActing: (refreshToken: string) => Promise<void>;
  lifetimeSeconds: number;
  /** Another answer than its own, without acting on the request; null: none. */
  instead: (request: MarketRequest) => MarketAnswer | null;
};

export type MarketRequest = { readonly token: string; readonly authorization: string };
export type MarketAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One seller's permission: its refresh tokens, oldest first. */
type Family = { readonly tokens: string[]; usedAtMs: number; ended: boolean };

/** @param id its provider id; definitions of several must differ in it */
export async function rotationMarket(policy: Policy, id: string = `${policy}-market`): Promise<RotationMarket> {
  const families = new Map<string, Family>();
  const fresh = () => randomBytes(18).toString("base64url");
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const works = (token: string): boolean => {
    const family = families.get(token);
    if (!family || family.ended) return false;
    if (policy === "none" || family.tokens.at(-1) === token) return true;
    return policy === "grace" && family.tokens.at(-2) === token && Date.now() - family.usedAtMs < GRACE_SECONDS * 1000;
  };

  const renew = (token: string): MarketTokens | null => {
    const family = families.get(token);
    if (!family || !works(token)) {
      if (family) market.counts.reuses += 1;
      else market.counts.unknown += 1;
      if (family && policy === "strict") family.ended = true;
      return null;
    }
    market.counts.refreshes += 1;
    if (policy === "none") return { accessToken: fresh(), refreshToken: token };
    // Answered again in its grace, the used one stays the one before the newest.
    if (family.tokens.at(-1) === token) family.usedAtMs = Date.now();
    else family.tokens.pop();
    const refreshToken = fresh();
    family.tokens.push(refreshToken);
    families.set(refreshToken, family);
    return { accessToken: fresh(), refreshToken };
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = new URLSearchParams(Buffer.concat(chunks).toString()).get("refresh_token") ?? "";
    market.counts.requests += 1;
    await market.beforeActing(token);
    const other = market.instead({ token, authorization: request.headers.authorization ?? "" });
    if (other) {
      response.writeHead(other.status, { "content-type": "application/json", ...other.headers }).end(JSON.stringify(other.body));
      return;
    }
    const tokens = renew(token);
    await market.beforeAnswer(token);
    const [status, body] = tokens
      ? [
          200,
          {
            access_token: tokens.accessToken,
            refresh_token: tokens.refreshToken,
            token_type: "bearer",
            expires_in: market.lifetimeSeconds,
          },
        ]
      : [400, { error: "invalid_grant" }];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  const market: RotationMarket = {
    policy,
    origin,
    definition: definitionAt(origin, policy, id),
    grant: () => {
      const family: Family = { tokens: [fresh()], usedAtMs: 0, ended: false };
      const refreshToken = String(family.tokens[0]);
      families.set(refreshToken, family);
      return { accessToken: fresh(), refreshToken };
    },
    works,
    counts: { requests: 0, refreshes: 0, reuses: 0, unknown: 0 },
    beforeAnswer: async () => undefined,
    beforeActing: async () => undefined,
    lifetimeSeconds: 3600,
    instead: () => null,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return market;
}

function definitionAt(origin: string, policy: Policy, id: string): ProviderDefinition {
  const [first] = Object.values(stubhub.environments);
  const bases = Object.fromEntries(Object.keys(first?.bases ?? {}).map((name) => [name, origin]));
  const rotation = { ...stubhub.rotation, ...ROTATIONS[policy] };
  const [composed] = withLookalike([{ ...stubhub, id, displayName: `The ${policy} one`, idToken: null, rotation }], () => bases);
  if (!composed) throw new Error("nothing was composed");
  return { ...composed, identity: [] };
}
