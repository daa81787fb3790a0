import "server-only";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import type { PeopleRepository, PersonRecord } from "../../core/ports/people";
import type { Clock, Digest } from "../../core/ports/system";
import { mayComeIn } from "../../core/sign-in/may-come-in";
import { sessionEnd } from "../../core/sign-in/session-lifetime";
import { takeOverLanguage } from "../../runtime/request-language";

/** What the library does not pass on, but a session needs. */
export type SignInRequest = { readonly userAgent: string | null; readonly sessionToken: string | null };

type Deps = {
  readonly people: PeopleRepository;
  readonly digest: Digest;
  readonly clock: Clock;
  /** The person whose account at the sign-in service this is, by the service's word for it; null: nobody's who may come in. */
  readonly bound: (subject: string) => Promise<string | null>;
};

const INVITED = "sign-in: people are invited, a sign-in makes nobody";

/** The library wants text where we may know no address; nothing looks an empty one up. */
const toUser = (person: PersonRecord, now: Date, sessionId: string | null = null): AdapterUser => ({
  id: person.id,
  name: person.name,
  email: person.email ?? "",
  emailVerified: person.emailVerifiedAt,
  role: person.role,
  timeZone: person.timeZone,
  theme: person.theme,
  density: person.density,
  language: person.language,
  singleKeys: person.singleKeys,
  sessionId,
  disabled: !mayComeIn(person, now),
});

/**
 * The sign-in library's view of our people.
 *
 * Session and link tokens are hashed here, before they reach the database's port. No token of a
 * sign-in provider is kept: there is nowhere to put one.
 *
 * @param request of the browser that signs in; its old session ends with the new one (`security.md` E5)
 */
export function peopleAdapter({ people, digest, clock, bound }: Deps, request: SignInRequest): Adapter {
  return {
    createUser: () => Promise.reject(new Error(INVITED)),
    linkAccount: () => Promise.reject(new Error(INVITED)),

    async getUserByAccount({ providerAccountId }) {
      const id = await bound(providerAccountId);
      const person = id === null ? null : await people.byId(id);
      return person && toUser(person, clock.now());
    },

    async getUser(id) {
      const person = await people.byId(id);
      return person && toUser(person, clock.now());
    },

    async getUserByEmail(email) {
      const person = await people.byEmail(email);
      return person && toUser(person, clock.now());
    },

    async updateUser({ id }) {
      return toUser(await people.markEmailVerified(id), clock.now());
    },

    async createSession({ sessionToken, userId }) {
      const role = (await people.byId(userId))?.role ?? "admin";
      const expires = sessionEnd(role, clock.now());
      if (request.sessionToken !== null) await people.endSessionByTokenHash(digest.sha256(request.sessionToken));
      const { person } = await people.createSession({
        tokenHash: digest.sha256(sessionToken),
        personId: userId,
        expiresAt: expires,
        userAgent: request.userAgent,
      });
      takeOverLanguage(person.language);
      return { sessionToken, userId, expires };
    },

    async getSessionAndUser(sessionToken) {
      const session = await people.sessionByTokenHash(digest.sha256(sessionToken));
      if (!session) return null;
      const user = toUser(session.person, clock.now(), session.id);
      return { user, session: { sessionToken, userId: user.id, expires: session.expiresAt } };
    },

    // A session ends when it was meant to: reading a page never makes it longer.
    updateSession: async () => null,

    async deleteSession(sessionToken) {
      await people.endSessionByTokenHash(digest.sha256(sessionToken));
    },

    async createVerificationToken({ identifier, token, expires }) {
      await people.createVerification({ identifier, tokenHash: digest.sha256(token), expiresAt: expires });
      return { identifier, token, expires };
    },

    async useVerificationToken({ identifier, token }) {
      const used = await people.useVerification({ identifier, tokenHash: digest.sha256(token) });
      return used && { identifier, token, expires: used.expiresAt };
    },
  };
}
