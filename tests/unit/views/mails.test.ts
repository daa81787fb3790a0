import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTICE_KINDS, type NoticeKind } from "@/lib/core/notices/notice";
import { campaignMail } from "@/lib/views/mails/campaign-mail";
import { mailOf, subjectLine } from "@/lib/views/mails/mail-layout";
import { digestMail, type MailReader, noticeMail, testMail } from "@/lib/views/mails/notice-mail";
import type { NoticeView } from "@/lib/views/notices";
import { readingGrade } from "../../support/reading-grade";

const reader: MailReader = {
  to: "jane@shop.test",
  language: "en",
  zone: "Asia/Kathmandu",
  appOrigin: "https://app.shop.test",
  now: new Date("2026-11-22T12:00:00Z"),
  messageId: "mal_1@app.shop.test",
  off: { post: "https://app.shop.test/api/x", page: "https://app.shop.test/less-mail?for=x" },
};
const notice = (kind: NoticeKind, over: Partial<NoticeView> = {}): NoticeView => ({
  id: "1",
  kind,
  at: "2026-11-22T11:00:00Z",
  isOver: false,
  isRead: false,
  provider: "StubHub",
  connection: { id: "con_1", label: "Main store", account: "tix88" },
  reason: kind === "reconnect" ? "invalid_grant" : null,
  endsAt: kind === "ends_soon" ? "2026-11-27T20:00:00Z" : null,
  since: kind === "trouble" ? "2026-11-22T08:00:00Z" : null,
  why: "provider",
  note: null,
  count: 1,
  labels: ["Main store"],
  device: "Firefox on Linux",
  emergency: null,
  items: [],
  ...over,
});
const mailAbout = (kind: NoticeKind, over: Partial<NoticeView> = {}) => {
  const one = notice(kind, over);
  return noticeMail(one, [one], reader);
};
/** None of these may be said to a seller (`ux.md` 3.1). */
const NEVER_SAID = /\b(tokens?|oauth|scopes?|grants?|invalid|authentication failed|revoked?|unlink)\b/i;

describe("a mail about something", () => {
  // That after an emergency is a mail of its own.
  it.each(NOTICE_KINDS.filter((kind) => kind !== "campaign"))(
    "%s: says it whole, begins its subject with whom it is about, and leads to one place that it names",
    (kind) => {
      const { subject, text, html } = mailAbout(kind);

      expect(text).not.toMatch(/\bmail\.\w|\bnotice\.\w|[{}]|undefined/);
      expect(subject).not.toMatch(/\bmail\.\w|[{}]/);
      if (kind !== "new_device" && kind !== "back") expect(subject).toMatch(/^Main store/);
      expect(text.match(/https:\S+/g)?.filter((link) => !link.includes("less-mail"))).toHaveLength(1);
      expect(html).toContain("This button leads to app.shop.test.");
      expect(html.match(/class="button"/g)).toHaveLength(1);
      expect(text).toContain("We will never ask for your StubHub password by email.");
      expect(text).toContain("Times are Kathmandu time.");
      expect(`${subject} ${text}`).not.toMatch(NEVER_SAID);
      expect(readingGrade(text.replace(/https:\S+/g, ""))).toBeLessThanOrEqual(8);
    },
  );

  it("tells times by the reader's clock", () => {
    expect(mailAbout("reconnect").text).toContain("22 Nov 2026, 16:45");
    expect(mailAbout("ends_soon").subject).toBe("Main store (StubHub) ends on 28 Nov 2026");
  });

  it("names what an outage touches, the first of them, and how many there are", () => {
    const { subject, text } = mailAbout("trouble", { connection: null, count: 50, labels: ["Shop 1", "Shop 2"] });

    expect(subject).toBe("Shop 1 and 49 more (StubHub) are having trouble");
    expect(text).toContain("50 connections of yours wait for it. The first of them:\n\n- Shop 1\n- Shop 2");
  });

  it("keeps its direction in Arabic", () => {
    const { html } = noticeMail(notice("reconnect"), [notice("reconnect")], { ...reader, language: "ar" });

    expect(html).toContain('<html lang="ar" dir="rtl">');
  });

  it("of a day tells each thing in one line", () => {
    const { subject, text } = digestMail([notice("reconnect"), notice("connected")], reader);

    expect(subject).toBe("2 things to know about your connections");
    expect(text).toContain("- 22 Nov 2026, 16:45: Main store (StubHub) needs you to reconnect.\n- 22 Nov 2026");
  });

  it("of a day tells admins how many connections will need a person, and nobody where none does", () => {
    const said = "12 connections will need a person in 30 days.";
    expect(digestMail([notice("reconnect")], reader, 12).text).toContain(said);
    expect(digestMail([notice("reconnect")], reader).text).not.toContain("need a person");
  });

  it("for a test says where it comes from", () => {
    expect(testMail(reader).text).toContain("if mails from app.shop.test reach you");
  });
});

describe("what people typed, in a mail", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("\r", "\n", "\0", "\u2028", "\u202e", "<", ">", '"', "'", "&", "a", " ", "é", "م"),
  });

  it("never breaks a line of the header", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        expect(subjectLine(typed)).not.toMatch(/[\r\n\0\u2028\u202e]/);
        expect([...subjectLine(typed.repeat(200))].length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("never becomes markup", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        const evil = `${typed}<script>"'`;
        const { html } = mailOf({
          to: "x@shop.test",
          subject: evil,
          language: "en",
          paragraphs: [evil],
          list: [evil],
          button: { text: evil, href: "https://app.shop.test/?a=%22" },
          small: [evil],
        });
        expect(html).not.toContain("<script");
      }),
    );
  });
});

it("trouble that an admin tells of carries their words on one line, as theirs, and says when there are none", () => {
  const { text, html } = mailAbout("trouble", { why: "team", note: "Closed until noon.\r\nBcc: <everybody>" });
  expect(text).toContain("From your team: “Closed until noon. Bcc: <everybody>”");
  expect(html).toContain("Bcc: &#60;everybody&#62;");
  expect(text).toContain("There has been trouble at StubHub since");
  expect(text).not.toMatch(NEVER_SAID);
  expect(mailAbout("trouble").text).not.toContain("From your team");
});

it("after an emergency one mail has everything: a link for each account that can be told apart, and the way to the rest", () => {
  const item = { id: "con_1", label: "Main\nstore", provider: "StubHub", account: "jane@shop.test", linked: true };
  const notice = { items: [item, { ...item, id: "con_2", label: "<b>Outlet</b>", account: null, linked: false }] };
  const mail = campaignMail(
    notice,
    {
      to: "jane@shop.test",
      language: "en",
      zone: null,
      appOrigin: "https://app.test",
      now: new Date(),
      messageId: "m",
      off: null,
    },
    (id) => `code-${id}`,
  );
  expect(mail.subject).toBe("2 accounts need you to reconnect");
  expect(mail.text).toContain("- Main store (StubHub, jane@shop.test):\n  https://app.test/r/code-con_1");
  expect(mail.text).toContain("If an account has no link here");
  expect(mail.html).toContain('href="https://app.test/r/code-con_1"');
  expect(mail.html).toContain("&#60;b&#62;Outlet&#60;/b&#62; (StubHub)");
  expect(mail.html).not.toContain("con_2");
});
