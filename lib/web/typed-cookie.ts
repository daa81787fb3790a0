import { randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import type { TypedBack } from "../views/typed-back";
import { hostCookie, hostCookieName } from "./cookie";
import { readSigned, sign } from "./signed-value";

const NAME = "holdfast.typed";
/** As long as a person may take to sign in again by mail. */
const LIFETIME_SECONDS = 30 * 60;
/** A cookie is cut at 4096 bytes. */
const LONGEST_COOKIE = 3800;
/** Far more than a cookie of that length can hold of anything but repetition. */
const LONGEST_TEXT = 100_000;

export const TYPED_COOKIE = hostCookieName(NAME);

/** Which form it belongs to: a page shows it only where its address names the same key. */
const Draft = z.object({ key: z.string(), problem: z.string().nullable(), values: z.record(z.string(), z.string()) });

/**
 * What was typed into a long form, on its way back to it. An address is too short for that.
 *
 * Each value comes back whole or not at all: one that was cut would be saved by whoever does not look twice.
 *
 * @param typed never a secret
 * @returns the cookie and the key that the page's address has to name
 */
export function typedCookie(secret: string, typed: TypedBack, now: Date): { readonly key: string; readonly cookie: string } {
  const key = randomBytes(6).toString("hex");
  const until = new Date(now.getTime() + LIFETIME_SECONDS * 1000);
  const kept = Object.entries(typed.values)
    .filter(([, value]) => value !== "")
    .sort(([, one], [, other]) => one.length - other.length);
  const signed = (): string => {
    const text = JSON.stringify({ key, problem: typed.problem, values: Object.fromEntries(kept) });
    return sign(secret, "typed", deflateRawSync(text).toString("base64url"), until);
  };
  let whole = signed();
  while (whole.length > LONGEST_COOKIE && kept.length > 0) {
    kept.pop();
    whole = signed();
  }
  return { key, cookie: hostCookie(NAME, whole, LIFETIME_SECONDS) };
}

/** What was typed into the form that this key belongs to; null: nothing that we know of. Both are untrusted. */
export function readTyped(secret: string, cookie: string | undefined, key: string | null, now: Date): TypedBack | null {
  const packed = cookie === undefined || key === null ? null : readSigned(secret, "typed", cookie, now);
  if (packed === null) return null;
  const text = inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: LONGEST_TEXT }).toString();
  const draft = Draft.safeParse(JSON.parse(text)).data;
  return draft?.key === key ? { problem: draft.problem, values: draft.values } : null;
}
