import { randomBytes } from "node:crypto";
import type { CallEvidence, TokenGrant, TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Dependencies } from "@/lib/services/dependencies";
import type { House } from "./house";

type Refused = Extract<TokenOutcome, { ok: false }>;

const EVIDENCE: CallEvidence = { status: 200, durationMs: 5, errorCode: null, errorText: null, clockSkewMs: 0 };

/** A reply with fresh tokens, such as a marketplace gives that rotates. */
export const renewed = (over: Partial<TokenGrant> = {}): TokenOutcome => ({
  ok: true,
  grant: {
    accessToken: `access-${randomBytes(9).toString("hex")}`,
    refreshToken: `refresh-${randomBytes(9).toString("hex")}`,
    idToken: null,
    idTokenClaims: null,
    tokenType: "bearer",
    scope: ["read:sellerlistings", "write:sellerlistings"],
    accessLifetimeSeconds: 3600,
    accessLifetimeSource: "reply",
    refreshLifetimeSeconds: null,
    variables: {},
    ...over,
  },
  evidence: EVIDENCE,
});

/** A reply that gave no tokens; by default the bare `invalid_grant` of RFC 6749 §5.2. */
export const refused = (over: Partial<Refused> = {}): Refused => ({
  ok: false,
  class: "grant_dead",
  proven: false,
  outcomeKnown: true,
  retryAfterSeconds: null,
  evidence: { ...EVIDENCE, status: 400, errorCode: "invalid_grant" },
  ...over,
});

/** Nobody can know whether the marketplace acted on the request. */
export const lost = (): Refused =>
  refused({ class: "transient", outcomeKnown: false, evidence: { ...EVIDENCE, status: null, errorCode: null } });

/** The house's dependencies with a marketplace that answers refreshes as told; everything else is real. */
export const answering = (house: Pick<House, "container">, refresh: () => Promise<TokenOutcome>): Dependencies => {
  const { dependencies } = house.container;
  return { ...dependencies, provider: { ...dependencies.provider, refresh } };
};

/** One answer after the other; the last one stays. */
export function inTurn(...outcomes: readonly TokenOutcome[]): (() => Promise<TokenOutcome>) & { calls: number } {
  const answer = async () => {
    answer.calls += 1;
    const outcome = outcomes[Math.min(answer.calls, outcomes.length) - 1];
    if (!outcome) throw new Error("no answer was given");
    return outcome;
  };
  answer.calls = 0;
  return answer;
}
