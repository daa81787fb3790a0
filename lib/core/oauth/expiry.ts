import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import { type End, readEnd } from "./instant";
import { readPath } from "./json-path";
import { readJwtPayload } from "./jwt-payload";

/** How long an access token lives, and who says so. Seconds count from the moment the request was sent. */
export type AccessLifetime = { readonly seconds: number | null; readonly source: "reply" | "fixed" | "never" | "unknown" };

/** When a reply was asked for, by our clock, and how far the provider's clock runs ahead of it (null: not told). */
export type ReplyTiming = { readonly sentAtMs: number; readonly clockSkewMs: number | null };

/** Longer than any permission lasts, in seconds; keeps instants inside what a Date can hold. */
const LONGEST_SECONDS = 100 * 365 * 86_400;

/**
 * Reads the access token's lifetime by the definition's sources (`facts.md` C, rules 1 and 2).
 *
 * Times that are not in the future are ignored, absolute ones are corrected by the provider's clock, and
 * an access token that is no JWT simply has no claim. A member that is there and tells no time at all
 * (null, negative, text) makes the reply unreadable.
 */
export function readAccessLifetime(
  { sources, rule, otherwise }: ProviderDefinition["expiry"],
  members: unknown,
  timing: ReplyTiming,
): Result<AccessLifetime, "unreadable"> {
  const found: number[] = [];
  for (const source of sources) {
    const value =
      source.from === "reply" ? readPath(members, source.path) : claimOf(readPath(members, source.path), source.claim);
    if (value === undefined) continue;
    const end = readEnd(value, source.from === "reply" ? source.as : "epoch");
    if (end === null && source.from === "reply") return err("unreadable");
    const seconds = end === null ? 0 : secondsUntil(end, timing);
    if (seconds > 0) found.push(seconds);
    if (seconds > 0 && rule === "first") break;
  }
  if (found.length > 0) return ok({ seconds: Math.min(...found), source: "reply" });
  if (typeof otherwise === "object") return ok({ seconds: otherwise.fixedSeconds, source: "fixed" });
  return ok({ seconds: null, source: otherwise });
}

/**
 * Seconds until the permission itself ends, from the moment the request was sent; null when that is
 * not documented, or when using it again does not move an end that is already known.
 */
export function readRefreshLifetime(
  { absoluteSeconds, idleSeconds, sliding, replyPath }: ProviderDefinition["refreshLifetime"],
  reply: { readonly members: unknown; readonly grant: "code" | "refresh" },
  timing: ReplyTiming,
): number | null {
  const end = replyPath === null ? null : readEnd(readPath(reply.members, replyPath), "auto");
  const told = end === null ? 0 : secondsUntil(end, timing);
  if (told > 0) return told;
  if (reply.grant === "refresh" && !sliding) return null;
  const documented = [absoluteSeconds, idleSeconds].filter((seconds) => seconds !== null);
  return documented.length === 0 ? null : Math.min(...documented);
}

/** The `Date` header counts whole seconds, so a smaller difference is none. */
const SMALLEST_SKEW_MS = 1000;

function secondsUntil(end: End, { sentAtMs, clockSkewMs }: ReplyTiming): number {
  const skewMs = Math.abs(clockSkewMs ?? 0) < SMALLEST_SKEW_MS ? 0 : (clockSkewMs ?? 0);
  const ms = end.kind === "relative" ? end.ms : end.epochMs - skewMs - sentAtMs;
  return Math.min(Math.floor(ms / 1000), LONGEST_SECONDS);
}

const claimOf = (token: unknown, claim: string): unknown =>
  typeof token === "string" ? readJwtPayload(token)?.[claim] : undefined;
