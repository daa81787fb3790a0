import "#node-only";
import { isEnded, type UnconfirmedWhy } from "../core/connections/connection";
import { FRESH_MS, mayPass } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { ProviderTarget, RevocationOutcome } from "../core/ports/provider-client";
import type { ProviderDefinition } from "../core/providers/definition";
import { revocationScope } from "../core/providers/revocation-scope";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { proveEnding } from "./prove-ending";
import { renewToEnd } from "./renew-to-end";
import { definitionOf, resolveTarget } from "./resolve-target";
import { revokeGrant } from "./revoke-grant";
import { openTokens, ownerOf } from "./seal-tokens";

/**
 * `failed`: the provider did not take it; `mayPass` says whether asking again can help, `waitMs` how long it wants to be left
 * alone, `stillWorks` that it confirmed an end and access worked all the same. `ending`: as it stands after the try, since
 * newer tokens may have come.
 */
export type Cancelled = { readonly accessUntil: Date | null; readonly ending: EndingTry } & (
  | { readonly result: "confirmed"; readonly proven: true | null }
  | { readonly result: "no_way" }
  | { readonly result: "unconfirmed"; readonly why: UnconfirmedWhy }
  | {
      readonly result: "failed";
      readonly mayPass: boolean;
      readonly waitMs: number;
      readonly why: UnconfirmedWhy;
      readonly stillWorks: boolean;
    }
);

type Failed = Extract<RevocationOutcome, { kind: "failed" }>;

type Asking = {
  readonly deps: Dependencies;
  readonly connection: ConnectionRecord;
  readonly ending: EndingTry;
  readonly target: ProviderTarget;
};

/** Asks the provider once to cancel the access of a connection that has its tombstone. */
export async function cancelAtProvider(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry): Promise<Cancelled> {
  const definition = definitionOf(deps, connection.providerId);
  if (definition !== null && (await wouldEndNewer(deps, definition, connection, ending)))
    return { ...notAsked({ mayPass: false, waitMs: 0 }, ending), why: "newer" };
  const opened = await open(deps, connection, ending);
  if (opened.ok) return ask({ deps, connection, ending, target: opened.value.target }, opened.value.tokens);
  // Where there is no call for it, nothing that keeps us from asking matters.
  if (definition !== null && revocationScope(definition) === null)
    return { result: "no_way", accessUntil: endOfAccess(ending), ending };
  return notAsked(opened.error, ending);
}

const notAsked = (why: NotAsked, ending: EndingTry) =>
  ({ result: "failed", why: "not_asked", stillWorks: false, ...why, accessUntil: endOfAccess(ending), ending }) as const;

/**
 * Where one cancellation ends all that a person gave, a later try would take along what the seller has
 * connected since: nobody warned them of that, so it is not made.
 */
async function wouldEndNewer(
  deps: Pick<Dependencies, "connections">,
  definition: ProviderDefinition,
  { ownerId, providerId, registrationId }: ConnectionRecord,
  { tries, askedAt }: EndingTry,
): Promise<boolean> {
  if (tries === 1 || revocationScope(definition) !== "person") return false;
  const own = await deps.connections.listOfOwner(ownerId);
  return own.some(
    (other) =>
      other.providerId === providerId &&
      other.registrationId === registrationId &&
      !isEnded(other.status) &&
      other.connectedAt > askedAt,
  );
}

type NotAsked = { readonly mayPass: boolean; readonly waitMs: number };

async function open(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
): Promise<Result<{ readonly target: ProviderTarget; readonly tokens: TokenSet }, NotAsked>> {
  // Whoever made the registration rest was promised that no call of it comes before that instant.
  if (ending.restsMs > 0) return err({ mayPass: true, waitMs: Math.ceil(ending.restsMs) });
  const definition = definitionOf(deps, connection.providerId);
  // What a refresh under way brings is a token of its own, and one cancellation ends one token: it is waited for.
  if (ending.inFlightMs > 0 && definition !== null && revocationScope(definition) === "token")
    return err({ mayPass: true, waitMs: Math.ceil(ending.inFlightMs) });
  const registration = await deps.registrations.byId(connection.registrationId);
  const target = registration && resolveTarget(deps, registration, connection);
  if (!target?.ok) return err({ mayPass: target?.error.code === "key_unavailable", waitMs: 0 });
  const tokens = ending.sealed === null ? null : openTokens(deps, ending.sealed, ownerOf(connection), ending.generation);
  // A missing key says nothing about the value; a value that was altered never opens again.
  if (!tokens?.ok) return err({ mayPass: tokens?.error.code === "key_missing", waitMs: 0 });
  return ok({ target: target.value, tokens: tokens.value });
}

async function ask(asking: Asking, stored: TokenSet): Promise<Cancelled> {
  const { ending, target } = asking;
  const { revocation } = target.definition;
  const wantsFresh = "needsFreshAccessToken" in revocation && revocation.needsFreshAccessToken && stored.refreshToken !== null;
  const hasEnded = ending.accessLeftMs !== null && ending.accessLeftMs < FRESH_MS;
  if (wantsFresh && hasEnded) return askRenewed(asking, stored);

  const outcome = await revoke(asking, stored);
  // Where nobody knows when access ends, or a clock was wrong, the provider's word counts.
  if (wantsFresh && outcome.kind === "failed" && outcome.class === "token_expired") return askRenewed(asking, stored);
  return read(asking, outcome, stored, endOfAccess(ending));
}

async function askRenewed(asking: Asking, stored: TokenSet): Promise<Cancelled> {
  const { deps, connection, ending, target } = asking;
  const renewed = await renewToEnd(deps, connection, ending, target, stored);
  if (!renewed.ok) return { ...renewed.error, accessUntil: endOfAccess(ending), ending };
  const { tokens } = renewed.value;
  const end = tokens.accessExpiresAt;
  const now = { ...asking, ending: renewed.value.ending };
  return read(now, await revoke(now, tokens), tokens, end === null ? null : new Date(end));
}

const revoke = ({ deps, connection, target }: Asking, tokens: TokenSet): Promise<RevocationOutcome> =>
  revokeGrant(deps, target, tokens, "a provider did not cancel access", connection.id);

async function read(
  { deps, connection, ending, target }: Asking,
  outcome: RevocationOutcome,
  tokens: TokenSet,
  accessUntil: Date | null,
): Promise<Cancelled> {
  if (outcome.kind === "no_way") return { result: "no_way", accessUntil, ending };
  if (outcome.kind === "failed") return { ...failed(outcome), accessUntil, ending };
  const proof = await proveEnding(deps, connection, ending, target, tokens);
  if (proof.kind !== "still_works")
    return { result: "confirmed", proven: proof.kind === "proven" ? true : null, accessUntil, ending };
  const { ending: newer, accessUntil: until } = proof;
  return { result: "failed", mayPass: true, waitMs: 0, why: "refused", stillWorks: true, accessUntil: until, ending: newer };
}

const failed = (outcome: Failed) =>
  ({
    result: "failed",
    mayPass: mayPass({ class: outcome.class, status: outcome.evidence.status }),
    waitMs: (outcome.retryAfterSeconds ?? 0) * 1000,
    why: "refused",
    stillWorks: false,
  }) as const;

/** By the database's clock, like everything that is stored of it; null: it ended before, or tells no end. */
const endOfAccess = ({ askedAt, askedMsAgo, accessLeftMs }: EndingTry): Date | null =>
  accessLeftMs === null || accessLeftMs <= 0 ? null : new Date(askedAt.getTime() + askedMsAgo + accessLeftMs);
