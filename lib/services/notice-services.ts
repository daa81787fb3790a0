import { failure } from "../core/errors";
import { publicId } from "../core/ids";
import { ALWAYS_IN_APP, isTopic, NOTICE_TOPICS, type NoticeChoice, type NoticeTopic } from "../core/notices/notice";
import type { NoticeRepository } from "../core/ports/notices";
import { err, ok } from "../core/result";
import type { NoticeServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentNotice } from "./present-notice";
import { definitionOf } from "./resolve-target";
import { readOff } from "./send-mails";

const ON_A_PAGE = 30;
const TEST_EVERY_MS = 60_000;

type Deps = Pick<Dependencies, "notices" | "definitions" | "randomness" | "signer">;

/** What a person is told, and how they want to be told. */
export const noticeServices = (deps: Deps): NoticeServices => ({
  async noticeList(actor, { before }) {
    const from = before !== null && /^\d{1,18}$/.test(before) ? before : null;
    const [rows, unread] = await Promise.all([
      deps.notices.list(actor.userId, from, ON_A_PAGE + 1),
      deps.notices.unread(actor.userId),
    ]);
    const page = rows.slice(0, ON_A_PAGE);
    const older = rows.length > ON_A_PAGE ? (page.at(-1)?.id ?? null) : null;
    return { notices: page.map((notice) => presentNotice(deps, notice)), unread, older };
  },

  unreadNotices: (actor) => deps.notices.unread(actor.userId),

  async readNotices(actor, upTo) {
    if (!/^\d{1,18}$/.test(upTo)) return err(failure("form_invalid"));
    await deps.notices.markRead(actor.userId, upTo);
    return ok(null);
  },

  noticeChoice: (actor) => deps.notices.choice(actor.userId),

  async chooseNotices(actor, { digest, mail, app }) {
    await deps.notices.saveChoice(actor.userId, toChoice(digest, mail, app));
  },

  async testMail(actor) {
    const asked = await deps.notices.askForTest(actor.userId, publicId("mal", deps.randomness.token(18)), TEST_EVERY_MS);
    return asked ? ok(null) : err(failure("too_soon"));
  },

  async watchProvider(actor, providerId) {
    const definition = definitionOf(deps, providerId);
    if (!definition) return err(failure("not_found"));
    await deps.notices.watch(actor.userId, providerId);
    return ok({ provider: definition.displayName });
  },

  watchedProviders: (actor) => deps.notices.watched(actor.userId),

  async muteConnection(actor, { id, isMuted }) {
    return (await deps.notices.mute(actor.userId, id, isMuted)) ? ok(null) : err(failure("not_found"));
  },

  isMuted: async (actor, id) => (await deps.notices.isMuted(actor.userId, id)) ?? false,

  lessMail: async (signed) => readOff(deps, signed)?.topic ?? null,

  async stopMail(signed) {
    const off = readOff(deps, signed);
    if (off === null) return err(failure("not_found"));
    await turnOff(deps.notices, off.personId, off.topics);
    return ok(null);
  },
});

/** Boxes that are not ticked are not sent, so what is off is what is missing. */
function toChoice(digest: boolean, mail: readonly string[], app: readonly string[]): NoticeChoice {
  const missing = (ticked: readonly string[]) => NOTICE_TOPICS.filter((topic) => !ticked.filter(isTopic).includes(topic));
  return { digest, noMail: missing(mail), noApp: missing(app).filter((topic) => topic !== ALWAYS_IN_APP) };
}

/** Somebody who is gone has no mail to stop. */
const turnOff = (notices: NoticeRepository, personId: string, topics: readonly NoticeTopic[]) => notices.noMail(personId, topics);
