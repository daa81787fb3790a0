import { describe, expect, it } from "vitest";
import { Receipt } from "@/components/connections/receipt";
import { receiptText } from "@/components/connections/receipt-words";
import { UNCONFIRMED_WHYS } from "@/lib/core/connections/connection";
import type { ReceiptOutcome, ReceiptView } from "@/lib/views/receipt";
import { berlin, detailView, receiptView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const connection = detailView({ state: "disconnected", disconnectedAt: "2026-11-22T12:10:00Z" });
const receipt = (outcome: ReceiptOutcome, change: Partial<ReceiptView> = {}) =>
  markup(<Receipt connection={connection} receipt={receiptView(outcome, change)} moment={berlin} />);
const trying = {
  kind: "trying",
  until: "2026-11-23T12:10:00Z",
  nextTryAt: "2026-11-22T12:14:00Z",
  tries: 2,
  stillWorked: false,
} as const;
const over = (why: (typeof UNCONFIRMED_WHYS)[number], tries = 1): ReceiptOutcome => ({
  kind: "unconfirmed",
  why,
  tries,
  stillWorked: false,
});

describe("the receipt of a disconnect", () => {
  it("StockX 11, Stack Auth 15: says that it is cancelled, and until when access may work that was given out", () => {
    const { words, html } = receipt({ kind: "revoked", proven: false }, { accessUntil: "2026-11-22T12:20:00Z" });

    expect(words).toContain("Our access is cancelled StubHub confirmed that our access is cancelled.");
    expect(words).toContain("We did not try the old access once more.");
    expect(words).toContain("Cancelled 22 Nov 2026, 13:11 (Berlin time)");
    expect(words).toContain("What was given out before may work until 22 Nov 2026, 13:20 (Berlin time)");
    expect(html).not.toContain("href=");
  });

  it("says it when the old access was tried once more and refused", () => {
    const { words } = receipt({ kind: "revoked", proven: true });

    expect(words).toContain("Our access is cancelled, and we checked");
    expect(words).toContain("Then we tried the old access once more, and StubHub did not take it.");
    expect(words).not.toContain("We did not try");
  });

  it("says who disconnected it where the seller did not", () => {
    const words = (byAdmin: boolean) =>
      markup(<Receipt connection={{ ...connection, byAdmin }} receipt={receiptView({ kind: "no_way" })} moment={berlin} />).words;
    expect(words(true)).toContain("Disconnected by Your admin");
    expect(words(false)).not.toContain("Disconnected by");
  });

  it("tells the past as past, and nothing where nothing lives on", () => {
    const past = receipt({ kind: "no_way" }, { accessUntil: "2026-11-22T12:11:30Z" }).words;
    expect(past).toContain("What was given out before ran out 22 Nov 2026, 13:11");
    expect(past).not.toContain("may work until");
    expect(receipt({ kind: "revoked", proven: true }).words).not.toContain("given out");
  });

  it("StubHub 13: says that there is no way, and where the seller can see to it", () => {
    const { words, html } = receipt({ kind: "no_way" });

    expect(words).toContain("StubHub has no way for us to cancel access. We deleted our copy.");
    expect(words).toContain("To be sure, also remove this app at StubHub. Open StubHub");
    expect(html).toContain('href="https://www.stubhub.com"');
  });

  it("says that we are still trying: since when, until when, when again, and what becomes of our copy", () => {
    const { words, html } = receipt(trying);

    expect(words).toContain("We are still trying to cancel it");
    expect(words).toContain("Disconnected 22 Nov 2026, 13:10 (Berlin time)");
    expect(words).toContain("We ask again 22 Nov 2026, 13:14 (Berlin time)");
    expect(words).toContain("We stop asking 23 Nov 2026, 13:10 (Berlin time)");
    expect(words).toContain("Our copy stays locked away. We use it to cancel access and for nothing else.");
    expect(words).not.toContain("Our copy deleted");
    expect(html).not.toContain("href=");
  });

  it("tells plainly when the marketplace said that it is cancelled and it was not", () => {
    expect(receipt({ ...trying, stillWorked: true }).words).toContain(
      "StubHub said that our access is cancelled, but it still worked. We keep asking.",
    );
    expect(receipt({ kind: "unconfirmed", why: "given_up", tries: 30, stillWorked: true }).words).toContain(
      "StubHub had said that it is cancelled, but it still worked when we checked.",
    );
  });

  it("Fault 22: what was given up after 24 hours is told as that, with the link", () => {
    const { words, html } = receipt(over("given_up", 29));

    expect(words).toContain("Nobody confirmed that it is cancelled");
    expect(words).toContain("We asked StubHub 29 times within 24 hours, and it did not cancel our access.");
    expect(html).toContain('href="https://www.stubhub.com"');
    expect(receipt(over("given_up")).words).toContain("We asked StubHub once within 24 hours");
  });

  it("StockX 12: one that ended at once is told as what it is, each with the link", () => {
    const told = UNCONFIRMED_WHYS.map((why) => receipt(over(why)));

    expect(new Set(told.map(({ words }) => words)).size).toBe(UNCONFIRMED_WHYS.length);
    expect(told.every(({ html }) => html.includes('href="https://www.stubhub.com"'))).toBe(true);
    expect(receipt(over("refused")).words).toContain("StubHub did not take our request to cancel access.");
    expect(receipt(over("not_asked")).words).toContain("because of a problem on our side");
  });

  it("has a number, and says the same as text that can be copied", () => {
    const { words } = receipt({ kind: "revoked", proven: true });
    const text = receiptText(receiptView({ kind: "revoked", proven: true }), connection, berlin);

    expect(words).toContain("Receipt no. K7-4QX");
    expect(text.split("\n")).toEqual([
      "Receipt: Our access is cancelled, and we checked",
      "StubHub confirmed that our access is cancelled.",
      "Then we tried the old access once more, and StubHub did not take it.",
      "",
      "Receipt no.: K7-4QX",
      "Connection: Tickets",
      "Account: StubHub · tix88",
      "Disconnected: 22 Nov 2026, 13:10 (Berlin time)",
      "Cancelled: 22 Nov 2026, 13:11 (Berlin time)",
      "Our copy deleted: 22 Nov 2026, 13:11 (Berlin time)",
    ]);
    expect(receipt({ kind: "no_way" }, { number: null }).words).not.toContain("Receipt no.");
  });
});
