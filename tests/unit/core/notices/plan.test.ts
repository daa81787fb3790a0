import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_CHOICE, NOTICE_KINDS, NOTICE_TOPICS, TOPIC_OF } from "@/lib/core/notices/notice";
import { type OpenNotice, planNotice, type Reader } from "@/lib/core/notices/plan";

const NOW = new Date("2026-11-22T12:00:00Z");
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const notice = (over: Partial<OpenNotice> = {}): OpenNotice => ({
  kind: "reconnect",
  at: NOW,
  isClosed: false,
  isMuted: false,
  toldBy: null,
  lastMailAt: null,
  isAsked: false,
  ...over,
});
const reader = (over: Partial<Reader> = {}): Reader => ({ hasMail: true, zone: "UTC", choice: FIRST_CHOICE, ...over });

const anyNotice = fc.record<OpenNotice>({
  kind: fc.constantFrom(...NOTICE_KINDS),
  at: fc.integer({ min: 0, max: 48 }).map(ago),
  isClosed: fc.boolean(),
  isMuted: fc.boolean(),
  toldBy: fc.constantFrom("none", "open", "sent", null),
  lastMailAt: fc.option(fc.integer({ min: -2, max: 48 }).map(ago)),
  isAsked: fc.boolean(),
});
const topics = fc.subarray([...NOTICE_TOPICS]);
const anyReader = fc.record<Reader>({
  hasMail: fc.boolean(),
  zone: fc.constantFrom(null, "Pacific/Kiritimati", "Asia/Kathmandu"),
  choice: fc.record({ digest: fc.boolean(), noMail: topics, noApp: topics }),
});

describe("how somebody hears of something", () => {
  it("that they must reconnect always stands in their list, whatever they chose", () => {
    fc.assert(
      fc.property(anyNotice, anyReader, (each, who) => {
        expect(planNotice({ ...each, kind: "reconnect" }, who, NOW)?.inApp).toBe(true);
      }),
    );
  });

  it("is never by mail where they want none, have no address, or it is over", () => {
    fc.assert(
      fc.property(anyNotice, anyReader, (each, who) => {
        const plan = planNotice(each, who, NOW);
        const topic = TOPIC_OF[each.kind];
        const isSilent = !who.hasMail || each.isClosed || each.isMuted || (topic !== null && who.choice.noMail.includes(topic));
        if (isSilent && plan !== null) expect(plan.mailAt).toBeNull();
      }),
    );
  });

  it("is never by two mails about the same within 24 hours, and never in the past", () => {
    fc.assert(
      fc.property(anyNotice, anyReader, (each, who) => {
        const at = planNotice(each, who, NOW)?.mailAt;
        if (!at) return;
        expect(at.getTime()).toBeGreaterThanOrEqual(NOW.getTime());
        if (each.lastMailAt) expect(at.getTime() - each.lastMailAt.getTime()).toBeGreaterThanOrEqual(24 * 3_600_000);
      }),
    );
  });

  it("that it works again is mailed only to who was mailed the trouble, and waits for a mail that is on its way", () => {
    const again = (toldBy: OpenNotice["toldBy"]) => planNotice(notice({ kind: "working_again", toldBy }), reader(), NOW);

    expect(again("sent")?.mailAt).toEqual(NOW);
    expect(again("none")?.mailAt).toBeNull();
    expect(again("open")).toBeNull();
  });

  it("waits for nine in the morning where they want one mail a day, but not what they asked for by a button", () => {
    const daily = reader({ zone: "Asia/Kathmandu", choice: { ...FIRST_CHOICE, digest: true } });

    expect(planNotice(notice(), daily, NOW)).toMatchObject({ mailAt: new Date("2026-11-23T03:15:00Z"), inDigest: true });
    expect(planNotice(notice({ kind: "back" }), daily, NOW)).toMatchObject({ mailAt: NOW, inDigest: false });
  });

  it("is not by mail when nobody was there to tell it for more than a day", () => {
    expect(planNotice(notice({ at: ago(25) }), reader(), NOW)).toEqual({ inApp: true, mailAt: null, inDigest: false });
  });
});
