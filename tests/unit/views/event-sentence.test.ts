import { describe, expect, it } from "vitest";
import { eventSentence } from "@/components/connections/event-sentence";
import { REAUTH_REASONS, REVOCATION_RESULTS } from "@/lib/core/connections/connection";
import { ERROR_EFFECTS } from "@/lib/core/oauth/error-effect";
import type { EventView } from "@/lib/views/connection";
import { detailView } from "../../support/detail-view";

const UNTOLD = "Something changed on this connection.";
const event = (text: string, change: Partial<EventView> = {}): EventView => ({
  id: "1",
  at: "2026-11-22T12:00:00Z",
  text,
  values: {},
  actor: "you",
  reference: null,
  ...change,
});
const told = (text: string, change: Partial<EventView> = {}) => eventSentence(event(text, change), detailView());

const failing = Object.values(ERROR_EFFECTS).flatMap(({ effect, failure }) =>
  failure === null || failure === "grant" ? [] : [`event.renewal_failed.${effect}`],
);
const TYPES = [
  ...["connected", "reconnected", "renewed", "paused", "resumed", "disconnected", "renewal_refused"].map(
    (type) => `event.${type}`,
  ),
  ...["access_reduced", "wrong_account", "other_person_tried", "refresh_asked", "outcome_unknown"].map((type) => `event.${type}`),
  ...REAUTH_REASONS.map((reason) => `event.needs_reconnect.${reason}`),
  ...[...REVOCATION_RESULTS, "pending", "given_up"].map((result) => `event.disconnect_${result}`),
  ...new Set([...failing, "event.renewal_failed.ours"]),
];

it.each(["paused", "resumed", "disconnected", "renamed", "refresh_asked", "link_made"])(
  "an admin is named as who did it: %s",
  (type) => {
    expect(told(`event.${type}`, { actor: "admin", values: { from: "A", to: "B", actor: "admin" } })).toMatch(/^An admin [a-z]/);
  },
);

describe("the sentence of an event", () => {
  it.each(TYPES)("%s is told in words", (type) => {
    const sentence = told(type);

    expect(sentence).not.toBe(UNTOLD);
    expect(sentence).toMatch(/^[A-Z][^{}]+\.$/);
  });

  it("says who did it", () => {
    expect(told("event.paused")).toBe("You paused this connection.");
    expect(told("event.paused", { actor: "admin" })).toBe("An admin paused this connection.");
  });

  it("gives the time a renewal took in tenths of a second, and nothing when it is not known", () => {
    expect(told("event.renewed", { values: { seconds: 0.412 } })).toBe("We renewed access. Took 0.4 s.");
    expect(told("event.renewed", { values: { seconds: "1.2" } })).toBe("We renewed access. Took 1.2 s.");
    expect(told("event.renewed")).toBe("We renewed access.");
  });

  it("shows a name as it was typed, whatever it looks like", () => {
    const values = { from: "{label}", to: "<b>'a'</b> #" };

    expect(told("event.renamed", { values })).toBe("You renamed this from “{label}” to “<b>'a'</b> #”.");
  });

  it("never shows a code: an event without a text, or with values missing, is told without detail", () => {
    expect(told("event.brand_new")).toBe(UNTOLD);
    expect(told("event.renamed")).toBe(UNTOLD);
  });
});
