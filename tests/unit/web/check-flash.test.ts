import { describe, expect, it } from "vitest";
import type { CheckView } from "@/lib/views/connection";
import { hasText, translator } from "@/lib/views/texts/translate";
import { checkFlash } from "@/lib/web/check-flash";
import { berlin, detailView } from "../../support/detail-view";

const ref = "K7-4QX";
const lacking = (...missing: { readonly value: string; readonly text: string | null }[]): CheckView => ({
  did: "less_access",
  missing: missing.map((scope) => ({ ...scope, writes: false, given: false })),
});
const LISTINGS = { value: "read:sellerlistings", text: "scope.stubhub.read_sellerlistings" };
const EVERY: readonly CheckView[] = [
  { did: "works", renewed: false, tookMs: 412 },
  { did: "works", renewed: true, tookMs: 412 },
  { did: "setup", reference: ref },
  { did: "refused", reference: ref },
  lacking(LISTINGS),
  lacking(),
  { did: "busy", until: "2026-11-22T12:13:30Z" },
  { did: "busy", until: null },
  { did: "trouble" },
  { did: "ended" },
];
const told = (check: CheckView) => checkFlash(check, detailView(), berlin);
const words = (check: CheckView): string => translator()(told(check).text, told(check).values);

describe("what a check says to its seller", () => {
  it("has a sentence of its own for each result, with nothing left to fill in", () => {
    expect(new Set(EVERY.map((check) => told(check).text)).size).toBe(EVERY.length);
    expect(EVERY.filter((check) => !hasText(told(check).text) || /[{}]|undefined/.test(words(check)))).toEqual([]);
    expect(words({ did: "works", renewed: false, tookMs: 412 })).toBe("It works. StubHub let us in and answered in 0.4 s.");
    expect(words({ did: "works", renewed: false, tookMs: 3 })).toContain("in 0.1 s.");
  });

  it("has a line of the history for each result as well", () => {
    const types = ["renewed", ...new Set(EVERY.map(({ did }) => did))];

    expect(types.filter((type) => !hasText(`event.checked.${type}`))).toEqual([]);
  });

  it("StockX 10: where our own key or settings are at fault it sends nobody to reconnect", () => {
    expect(words({ did: "setup", reference: ref })).toMatch(/app’s key .* Reconnecting will not help\. .*K7-4QX/);
    expect(EVERY.filter((check) => told(check).act).map(({ did }) => did)).toEqual(["less_access", "less_access", "ended"]);
  });

  it("StubHub 10: a missing permission is named in words, with the way to add it", () => {
    expect(words(lacking(LISTINGS))).toContain("“See your listings”");
    expect(words(lacking(LISTINGS, { value: "read:new", text: null }))).toContain("“See your listings” and “read:new”");
    expect(told(lacking(LISTINGS)).act).toEqual({ text: "do.reconnect_to_add", href: "/connections/con_1/reconnect" });
  });

  it("says until when the marketplace wants to be left alone, in the seller's own time", () => {
    expect(words({ did: "busy", until: "2026-11-22T12:14:00Z" })).toMatch(/It takes questions again in 2 min \(today 13:14\)/);
  });

  it("is alarming only where the seller has to do something at once", () => {
    expect(EVERY.filter((check) => told(check).tone === "bad").map(({ did }) => did)).toEqual(["ended"]);
  });
});
