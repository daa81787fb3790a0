import { deviceWords } from "../core/device-words";
import { failure } from "../core/errors";
import type { AccountRepository, MailboxRepository, PeopleRepository } from "../core/ports/people";
import type { PersonalDataReads } from "../core/ports/personal-data";
import type { Digest, Randomness } from "../core/ports/system";
import { err, ok } from "../core/result";
import { sessionEnd } from "../core/sign-in/session-lifetime";
import type { PeopleServices } from "./contract";

export type PeopleDependencies = {
  readonly personalData: PersonalDataReads;
  readonly accounts: AccountRepository;
  readonly people: PeopleRepository;
  readonly mailbox: MailboxRepository;
  readonly digest: Digest;
  readonly randomness: Randomness;
  /** Demo people and the mailbox exist in a trial only. */
  readonly trial: boolean;
};

const DEMO_ABOUT: Readonly<Record<string, string>> = { seller: "demo.about.seller", owner: "demo.about.admin" };

/** A person's own sessions and settings, and the trial's demo people. */
export function peopleServices(deps: PeopleDependencies): Omit<PeopleServices, "needsYou"> {
  const { accounts, people, mailbox } = deps;
  const byPerson = (actor: { userId: string }, action: string, object: string | null) =>
    ({ action, actorKind: "seller", actorId: actor.userId, object, result: "done" }) as const;
  return {
    async sessions(actor) {
      const rows = await accounts.sessionsOf(actor.userId);
      return rows.map((row) => ({
        id: row.id,
        isThis: row.id === actor.sessionId,
        device: deviceWords(row.userAgent),
        signedInAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
      }));
    },

    async endSession(actor, sessionId) {
      const ended = await accounts.endSession(actor.userId, sessionId, byPerson(actor, "session_ended", sessionId));
      return ended ? ok(null) : err(failure("not_found"));
    },

    endOtherSessions: (actor) =>
      accounts.endOtherSessions(actor.userId, actor.sessionId, byPerson(actor, "sessions_ended", null)),

    async updateProfile(actor, { name, timeZone, ...looks }) {
      const clean = name.normalize("NFC").replace(/\s+/gu, " ").trim();
      const zoneKnown = timeZone === null || isTimeZone(timeZone);
      if (clean === "" || clean.length > 80 || !zoneKnown) return err(failure("form_invalid"));
      await accounts.updateProfile(actor.userId, { name: clean, timeZone, ...looks });
      return ok(null);
    },

    setTheme: (actor, theme) => accounts.setTheme(actor.userId, theme),
    setLanguage: (actor, language) => accounts.setLanguage(actor.userId, language),

    async demoPeople() {
      if (!deps.trial) return [];
      return (await accounts.demoPeople()).map(({ id, name, role }) => ({ id, name, role, about: DEMO_ABOUT[role] ?? "" }));
    },

    async demoSignIn({ personId, userAgent }) {
      const person = deps.trial ? (await accounts.demoPeople()).find((demo) => demo.id === personId) : undefined;
      if (!person) return err(failure("not_found"));
      const sessionToken = deps.randomness.token(32);
      const expiresAt = sessionEnd(person.role, new Date());
      const session = await people.createSession({
        tokenHash: deps.digest.sha256(sessionToken),
        personId: person.id,
        expiresAt,
        userAgent,
      });
      return ok({ sessionToken, expiresAt, language: session.person.language });
    },

    async mailbox() {
      if (!deps.trial) return { messages: [] };
      const rows = await mailbox.newest(50);
      return {
        messages: rows.map((row) => ({ ...row, at: row.at.toISOString(), link: /https?:\/\/\S+/.exec(row.text)?.[0] ?? null })),
      };
    },
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
