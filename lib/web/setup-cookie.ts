import { z } from "zod";
import { clearedHostCookie, hostCookie, hostCookieName } from "./cookie";
import { readSigned, sign } from "./signed-value";

const NAME = "holdfast.setup";
const LIFETIME_SECONDS = 60 * 60;

export const SETUP_COOKIE = hostCookieName(NAME);

const Draft = z.object({
  /** Stands for the code, which this browser gave. */
  proof: z.string(),
  /** Where the browser says that it found us; null: it did not say. */
  seenOrigin: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  mail: z.enum(["open", "sent", "failed"]),
});

/** A first run under way: nothing of it is stored before it is done. */
export type SetupDraft = z.infer<typeof Draft>;

export const setupCookie = (secret: string, draft: SetupDraft, now: Date): string =>
  hostCookie(
    NAME,
    sign(secret, "setup", JSON.stringify(draft), new Date(now.getTime() + LIFETIME_SECONDS * 1000)),
    LIFETIME_SECONDS,
  );

export function readSetup(secret: string, cookie: string | undefined, now: Date): SetupDraft | null {
  const text = cookie === undefined ? null : readSigned(secret, "setup", cookie, now);
  return text === null ? null : (Draft.safeParse(JSON.parse(text)).data ?? null);
}

export const clearedSetupCookie = (): string => clearedHostCookie(NAME);
