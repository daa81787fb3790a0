import { describe, expect, it } from "vitest";
import { EndedFacts } from "@/components/connections/ended-facts";
import type { ConnectionDetailView } from "@/lib/views/connection";
import { hasText } from "@/lib/views/texts/translate";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const ended = (change: Partial<ConnectionDetailView> = {}) =>
  markup(
    <EndedFacts
      connection={detailView({ state: "disconnected", disconnectedAt: "2026-11-22T12:10:00Z", ...change })}
      moment={berlin}
    />,
  );

describe("the receipt of a disconnect", () => {
  it("StockX 11, Stack Auth 15: says that it is cancelled, and until when access may work that was given out", () => {
    const { words, html } = ended({ revocationResult: "confirmed", accessUntil: "2026-11-22T12:20:00Z" });

    expect(words).toContain("Confirmed: our access is cancelled. Access that was already given out may work until today 13:20");
    expect(html).not.toContain("href=");
  });

  it("tells the past as past, and nothing where nothing lives on", () => {
    expect(ended({ revocationResult: "confirmed", accessUntil: "2026-11-22T12:11:00Z" }).words).toContain("has run out by now");
    expect(ended({ revocationResult: "confirmed" }).words).not.toContain("already given out");
  });

  it("StockX 12: says plainly that the marketplace was not told, with the link to its own page", () => {
    const { words, html } = ended({ revocationResult: "unconfirmed", accessUntil: "2026-11-22T12:20:00Z" });

    expect(words).toContain("StubHub was not told, because our request did not get through.");
    expect(words).toContain("may work until today 13:20");
    expect(html).toContain('href="https://www.stubhub.com"');
  });

  it("says that we are still asking, for how long, and what becomes of our copy", () => {
    const { words } = ended({ revocationResult: null });

    expect(words).toContain("We are still asking StubHub to cancel it.");
    expect(words).toContain("24 hours after you disconnected, then we delete our copy");
  });

  it("StubHub 13: says that there is no way, and where the seller can see to it", () => {
    const { words, html } = ended({ revocationResult: "no_way", accessUntil: "2026-11-22T12:20:00Z" });

    expect(words).toContain("StubHub has no way for us to cancel access.");
    expect(words).toContain("may work until today 13:20");
    expect(html).toContain('href="https://www.stubhub.com"');
  });

  it("the message after a disconnect has words for each end, with and without access that outlives it", () => {
    const keys = ["revoked", "local", "unconfirmed"].flatMap((end) => [`disconnect.done_${end}`, `disconnect.done_${end}_until`]);

    expect([...keys, "disconnect.done_pending"].filter((key) => !hasText(key))).toEqual([]);
  });
});
