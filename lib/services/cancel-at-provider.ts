import "#node-only";
import { isEnded } from "../core/connections/connection";
import { FRESH_MS, mayPass } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { ProviderTarget, RevocationOutcome } from "../core/ports/provider-client";
import type { ProviderDefinition } from "../core/providers/definition";
import { revocationScope } from "../core/providers/revocation-scope";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { renewToEnd } from "./renew-to-end";
import { definitionOf, resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";

/** `failed`: the provider did not take it; `mayPass` says whether asking again can help, `waitMs` how long it wants to be left alone. */
export type Cancelled = { readonly accessUntil: Date | null } & (
  | { readonly result: "confirmed" | "no_way" | "unconfirmed" }
  | { readonly result: "failed"; readonly mayPass: boolean; readonly waitMs: number }
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
    return { result: "failed", mayPass: false, waitMs: 0, accessUntil: endOfAccess(ending) };
  const opened = await open(deps, connection, ending);
  if (opened.ok) return ask({ deps, connection, ending, target: opened.value.target }, opened.value.tokens);
  const accessUntil = endOfAccess(ending);
  // Where there is no call for it, nothing that keeps us from asking matters.
  if (definition !== null && revocationScope(definition) === null) return { result: "no_way", accessUntil };
  return { result: "failed", ...opened.error, accessUntil };
}

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
  const registration = await deps.registrations.byId(connection.registrationId);
  const target = registration && resolveTarget(deps, registration);
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
  return read(outcome, endOfAccess(ending));
}

async function askRenewed(asking: Asking, stored: TokenSet): Promise<Cancelled> {
  const { deps, connection, ending, target } = asking;
  const renewed = await renewToEnd(deps, connection, ending, target, stored);
  if (!renewed.ok) return { ...renewed.error, accessUntil: endOfAccess(ending) };
  const end = renewed.value.accessExpiresAt;
  return read(await revoke(asking, renewed.value), end === null ? null : new Date(end));
}

async function revoke({ deps, connection, target }: Asking, tokens: TokenSet): Promise<RevocationOutcome> {
  const { accessToken, refreshToken, variables } = tokens;
  const outcome = await deps.provider.revoke({ target, accessToken, refreshToken, variables });
  if (outcome.kind === "failed") {
    deps.logger.warn("a provider did not cancel access", {
      connection: connection.id,
      class: outcome.class,
      status: outcome.evidence.status,
    });
  }
  return outcome;
}

function read(outcome: RevocationOutcome, accessUntil: Date | null): Cancelled {
  if (outcome.kind === "revoked") return { result: "confirmed", accessUntil };
  return outcome.kind === "no_way" ? { result: "no_way", accessUntil } : { ...failed(outcome), accessUntil };
}

const failed = (outcome: Failed) =>
  ({
    result: "failed",
    mayPass: mayPass({ class: outcome.class, status: outcome.evidence.status }),
    waitMs: (outcome.retryAfterSeconds ?? 0) * 1000,
  }) as const;

/** By the database's clock, like everything that is stored of it; null: it ended before, or tells no end. */
const endOfAccess = ({ askedAt, askedMsAgo, accessLeftMs }: EndingTry): Date | null =>
  accessLeftMs === null || accessLeftMs <= 0 ? null : new Date(askedAt.getTime() + askedMsAgo + accessLeftMs);
