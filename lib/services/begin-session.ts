import type { PersonRecord } from "../core/ports/people";
import { sessionEnd } from "../core/sign-in/session-lifetime";
import type { NewSession } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "people" | "digest" | "randomness" | "clock">;

/** A new session of 256 random bits; only its digest is stored (`security.md` E5). */
export async function beginSession(
  deps: Deps,
  person: Pick<PersonRecord, "id" | "role">,
  userAgent: string | null,
): Promise<NewSession> {
  const sessionToken = deps.randomness.token(32);
  const expiresAt = sessionEnd(person.role, deps.clock.now());
  const tokenHash = deps.digest.sha256(sessionToken);
  const session = await deps.people.createSession({ tokenHash, personId: person.id, expiresAt, userAgent });
  return { sessionToken, expiresAt, role: person.role, language: session.person.language };
}
