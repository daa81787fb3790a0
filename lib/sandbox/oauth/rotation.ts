import { takeFault } from "../faults/take-fault";
import type { Marketplace } from "../marketplace";
import type { Grant } from "../state/records";

/** `keep` sends the same refresh token again, `omit` sends none and means the same one. */
export type Rotation = "rotate" | "rotate_end" | "keep" | "omit";

/** What becomes of a used refresh token: the switch decides, else the definition, else the look-alike's habit. */
export function rotationOf(market: Marketplace, accountId: string | null): Rotation {
  const chosen = takeFault(market, "rotation", accountId);
  if (chosen === "rotate" || chosen === "rotate_end" || chosen === "keep") return chosen;
  const { kind } = market.definition.rotation;
  if (kind !== "none" && kind !== "static") return "rotate";
  return market.quirks.repeatsRefreshToken === true ? "keep" : "omit";
}

/**
 * Whether a refresh token works now. A used one does where the provider leaves it some time, or until
 * somebody used what it was exchanged for.
 */
export function stillWorks(market: Marketplace, grant: Grant, hash: string): boolean {
  const { kind, graceSeconds } = market.definition.rotation;
  const place = grant.refresh.findIndex((entry) => entry.hash === hash);
  const entry = grant.refresh[place];
  if (entry === undefined) return false;
  if (entry.usedAt === null) return true;
  const isInTime = market.now() - entry.usedAt < graceSeconds * 1000;
  if (kind === "rotating_grace") return isInTime;
  return kind === "rotating_until_used" && isInTime && grant.refresh.slice(place + 1).every((later) => later.usedAt === null);
}
