import { describe, expect, it } from "vitest";
import { alsoSentence } from "@/components/connections/also-sentence";
import { detailSentence } from "@/components/connections/detail-sentence";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import { berlin, detailView } from "../../support/detail-view";

const inTrouble = { state: "trouble_on", nextTryAt: "2026-11-22T12:20:00Z" } as const;

describe("the sentence of a state", () => {
  it.each(DISPLAY_STATES)("is a whole sentence for %s", (state) => {
    const sentence = detailSentence(detailView({ state, scopesMissing: detailView().scopes.slice(0, 1) }), berlin);

    expect(sentence).toMatch(/^[A-Z][^{}]+\.$/);
    expect(sentence).not.toMatch(/state\.|undefined|null/);
  });

  it("says until when it works and when we try again, in the reader's time", () => {
    expect(detailSentence(detailView(inTrouble), berlin)).toBe(
      "Still working until 14:05. The last renewal failed. We try again at 13:20.",
    );
  });

  it("names no hour that is not known", () => {
    const openEnd = { kind: "auto", renewsAt: "2026-11-22T12:54:00Z", endsAt: null } as const;

    expect(detailSentence(detailView({ ...inTrouble, nextTryAt: null }), berlin)).toContain("until 14:05");
    expect(detailSentence(detailView({ ...inTrouble, access: openEnd }), berlin)).not.toContain("until");
  });

  it("gives the day of an end that is far, and the hour of one that is near", () => {
    const ends = (endsAt: string) =>
      detailSentence(detailView({ state: "ends_soon", permission: { kind: "known", endsAt } }), berlin);

    expect(ends("2026-11-27T09:00:00Z")).toContain("Access ends on 27 Nov.");
    expect(ends("2026-11-22T17:05:00Z")).toContain("Access ends on 22 Nov at 18:05.");
  });

  it("names what else holds, each word once", () => {
    expect(alsoSentence(detailView({ state: "reconnect", also: ["trouble_off", "partial", "trouble_on", "working"] }))).toBe(
      "Also: Having trouble and Some access missing.",
    );
    expect(alsoSentence(detailView({ state: "trouble_off", also: ["trouble_on", "working"] }))).toBeNull();
  });
});

it.each(["paused", "disconnected"] as const)("what an admin %s is not told as if the seller had done it", (state) => {
  const [admin, own] = [true, false].map((byAdmin) => detailSentence(detailView({ state, byAdmin }), berlin));
  expect(admin).toMatch(/^Your admin (paused|disconnected) this/);
  expect(own).not.toContain("admin");
});
