import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession, type Session } from "next-auth";
import { cache } from "react";
import { safeReturnTo } from "../core/return-to";
import { noteUseAfter } from "../core/sign-in/session-lifetime";
import { runtime } from "../runtime/current";
import type { Actor, Person } from "../services/contract";
import { SESSION_COOKIE } from "./auth/cookies";
import { authOptions } from "./auth/options";
import { signInAddress } from "./sign-in-address";

export type SignedIn = { readonly actor: Actor; readonly person: Person };

/** Who asks, read from the database once per request, so that an ended session is over at once; null: nobody. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const session = await readSession();
  if (!session) return null;
  const { person, sessionId } = session;
  return { actor: { userId: person.id, sessionId, role: person.role }, person };
});

export async function currentActor(): Promise<Actor | null> {
  return (await signedIn())?.actor ?? null;
}

/** The raw session token of this browser; it goes into a digest and nowhere else. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(SESSION_COOKIE)?.value ?? null;
}

/** For pages: sends a stranger to sign in and back here afterwards. */
export async function requireSignedIn(): Promise<SignedIn> {
  const found = await signedIn();
  if (found) {
    await noteUse(found.person.role);
    return found;
  }
  // A browser that still holds a session was signed in until somebody or something ended it.
  redirect(signInAddress(await thisPage(), (await sessionToken()) === null ? null : "session"));
}

export async function requireActor(): Promise<Actor> {
  return (await requireSignedIn()).actor;
}

/**
 * Writes down that the session is in use, once in a while: a session that nobody uses ends (`security.md` E6). A page
 * that asks by itself for news is no use.
 */
const noteUse = cache(async (role: Actor["role"]): Promise<void> => {
  const { people, digest, clock } = runtime();
  const token = await sessionToken();
  const now = clock.now();
  if (token !== null) await people.touchSession(digest.sha256(token), now, noteUseAfter(role, now));
});

/** The page being rendered, told by our own server: the framework does not. */
async function thisPage(): Promise<string | null> {
  const target = (await headers()).get("x-holdfast-target");
  return safeReturnTo(target?.replace(/(?<=[?&])_rsc(=[^&]*)?(&|$)/, "").replace(/[?&]$/, ""));
}

/** The library answers "nobody" when the database fails; a seller would be asked to sign in for our fault. */
async function readSession(): Promise<Session | null> {
  const options = authOptions({ userAgent: null, sessionToken: null });
  const look = options.adapter?.getSessionAndUser;
  const faults: unknown[] = [];
  const adapter = {
    ...options.adapter,
    getSessionAndUser: async (token: string) => {
      try {
        return (await look?.(token)) ?? null;
      } catch (error) {
        faults.push(error);
        throw error;
      }
    },
  };
  const session = await getServerSession({ ...options, adapter });
  if (faults.length > 0) throw faults[0];
  return session;
}
