import type { ConnectionRecord } from "../core/connections/record";
import type { Replaced } from "./end-replaced";
import type { Giver } from "./giver";
import { type Brought, type Source, type StoreDeps, type Stored, storeAsNew, storeInPlace } from "./store-grant";

/** Where a grant went, or why it went nowhere. */
export type Placement =
  | {
      readonly outcome: "connected" | "reconnected" | "duplicate";
      readonly connectionId: string;
      readonly label: string;
      readonly replaced: Replaced | null;
    }
  | {
      readonly outcome: "wrong_account";
      readonly expected: string | null;
      readonly canConfirmSame: boolean;
      readonly canAddAsNew: boolean;
    }
  | { readonly outcome: "other_owner"; readonly ownedConnectionId: string | null }
  | { readonly outcome: "not_usable" }
  | { readonly outcome: "stopped" };

/**
 * Decides whose grant this is before anything is overwritten.
 *
 * Only a stable account key decides that two accounts are the same or differ (`security.md` A19 to A21).
 * Where a provider tells none, a name that differs or is missing now is put to the seller as a question.
 *
 * @param repaired the connection to reconnect; null for a first connect
 */
export async function placeGrant(
  deps: StoreDeps,
  giver: Giver,
  source: Source,
  brought: Brought,
  repaired: ConnectionRecord | null,
  label: string,
): Promise<Placement> {
  const place = async () => tryToPlace(deps, giver, source, brought, repaired, label);
  // A conflict that nobody saw coming came in this moment; a second look tells whose connection it is.
  return (await place()) ?? (await place()) ?? { outcome: "other_owner", ownedConnectionId: null };
}

/** null: another connection took the account while this one was placed. */
async function tryToPlace(
  deps: StoreDeps,
  giver: Giver,
  source: Source,
  brought: Brought,
  repaired: ConnectionRecord | null,
  label: string,
): Promise<Placement | null> {
  const { key, issuer, name } = brought.identity;
  const live =
    key === null
      ? null
      : await deps.connections.liveByAccount({
          providerId: source.providerId,
          environmentId: source.environmentId,
          accountIssuer: issuer,
          accountKey: key,
        });
  if (live && live.ownerId !== giver.userId) return { outcome: "other_owner", ownedConnectionId: live.id };

  if (repaired) {
    const keysDiffer = key !== null && repaired.accountKey !== null && key !== repaired.accountKey;
    if (keysDiffer || (live && live.id !== repaired.id)) {
      return { outcome: "wrong_account", expected: repaired.accountName, canConfirmSame: false, canAddAsNew: live === null };
    }
    const nobodyKnows = key === null || repaired.accountKey === null;
    // An account that was known and now is not named at all may be any.
    const looksOther = repaired.accountName !== null && name !== repaired.accountName;
    if ((nobodyKnows && looksOther) || (key === null && repaired.accountKey !== null)) {
      return { outcome: "wrong_account", expected: repaired.accountName, canConfirmSame: true, canAddAsNew: true };
    }
    return placed(await storeInPlace(deps, giver, source, brought, repaired), "reconnected");
  }
  if (live) return placed(await storeInPlace(deps, giver, source, brought, live), "duplicate");
  return placed(await storeAsNew(deps, giver, source, brought, label), "connected");
}

function placed(stored: Stored, outcome: "connected" | "reconnected" | "duplicate"): Placement | null {
  if (stored === "account_conflict") return null;
  return typeof stored === "string"
    ? { outcome: stored === "stopped" ? "stopped" : "not_usable" }
    : { outcome, connectionId: stored.id, label: stored.label, replaced: stored.replaced };
}
