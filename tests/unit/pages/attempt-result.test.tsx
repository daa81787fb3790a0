import { describe, expect, it } from "vitest";
import type { Outcome } from "@/components/connections/outcome-look";
import { ProblemPage } from "@/components/connections/problem-page";
import { ResultPage } from "@/components/connections/result-page";
import { FAILURES, type FailureCode } from "@/lib/core/errors";
import { causeOf } from "@/lib/views/failure-cause";
import type { AttemptResultView } from "@/lib/views/flow";
import { berlin } from "../../support/detail-view";
import { resultView } from "../../support/flow-views";
import { markup } from "../../support/markup";

const page = (change: Partial<AttemptResultView> = {}) => markup(<ResultPage view={resultView(change)} moment={berlin} />);
const CODES = Object.keys(FAILURES) as FailureCode[];
const OUTCOMES: readonly Outcome[] = ["connected", "reconnected", "in_progress", ...CODES];
const tix = {
  settleHref: "/api/attempts/att_1/settle",
  expected: "tix88",
  got: "tix99",
  canAddAsNew: true,
  canConfirmSame: false,
};
const filled = (html: string): number => html.match(/bg-accent text-on-accent/g)?.length ?? 0;

/** The main button as words and address. */
function mainOf(html: string): string {
  const [, attributes = "", words = ""] = /<a ([^>]*bg-accent text-on-accent[^>]*)>([^<]*)/.exec(html) ?? [];
  return `${words} -> ${/href="([^"]*)"/.exec(attributes)?.[1]}`;
}

const ANSWERS = { settleHref: "/api/attempts/att_1/settle", canAddAsNew: true, canConfirmSame: false } as const;

describe("the way back from a marketplace", () => {
  it.each(OUTCOMES)("has one title, one main button and no gap in its words for %s", (outcome) => {
    const bare = { outcome, connection: null, accounts: null, reference: "", renewsAt: null, scopes: [] } as const;
    for (const { html, words } of [page({ outcome }), page(bare)]) {
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(filled(html)).toBe(1);
      expect(words).not.toMatch(/\b(err|result|do|state)\.[a-z_]+|\{|undefined|null/);
      expect(words).not.toMatch(/\b(tokens?|oauth|scopes?|grants?|invalid)\b/i);
      expect(html).not.toMatch(/ style=|<script/i);
    }
  });

  it.each([
    ["connected", "Done -> /connections/con_1"],
    ["denied", "Try again -> /connections/new/stubhub"],
    ["expired", "Start again -> /connections/new/stubhub"],
    ["used", "See your connections -> /connections"],
    ["mismatch", "Start again -> /connections/new/stubhub"],
    ["session", "Start again -> /connections/new/stubhub"],
    ["duplicate", "Open Tickets -> /connections/con_1"],
    ["other_owner", "Ask your admin -> /help#more"],
    ["setup", "Back to your connections -> /connections"],
    ["code_expired", "Try again -> /connections/new/stubhub"],
    ["off", "Back to your connections -> /connections"],
    ["limit", "Back to your connections -> /connections"],
    ["unknown", "Try again -> /connections/new/stubhub"],
    ["in_progress", "Look again -> ?"],
  ] as const)("leads on from %s by the one step that helps", (outcome, main) => {
    expect(mainOf(page({ outcome }).html)).toBe(main);
  });

  it("offers a mail while the marketplace does not answer, and to try again beside it", () => {
    const { html, words } = page({ outcome: "provider_down" });

    expect(html).toMatch(
      /<form[^>]*action="\/api\/notifications\/watch\/stubhub"[^>]*>.*?bg-accent text-on-accent.*?Email me when it works/,
    );
    expect(html).toMatch(/href="\/connections\/new\/stubhub"[^>]*>Try again/);
    expect(words).toContain("The problem is at StubHub, not with you.");
  });

  it("tells success with the account, what we may do and the next renewal", () => {
    const { html, words } = page();

    expect(words).toContain("Tickets is connected");
    expect(words).toContain("We found your account tix88");
    expect(words).toContain("Create and change your listings can change things");
    expect(words).toContain("in 42 min · today 13:54");
    expect(html).toContain('role="status"');
  });

  it("promises no renewal where the marketplace gives none, and says until when it works", () => {
    const { words } = page({ renewsAt: null, noRenewal: { endsAt: "2026-11-22T17:12:00Z" } });

    expect(words).toContain("Connected, but only for 5 h");
    expect(words).toContain("Works until 18:12. Then you need to reconnect.");
    expect(words).not.toContain("We renew access for you");
    expect(page({ noRenewal: { endsAt: null } }).words).toContain("You will need to reconnect when it ends.");
  });

  it("keeps a seller's own small letters at the start of a sentence", () => {
    const connection = { id: "con_1", label: "eShop", account: null, stateWord: null };

    expect(page({ connection }).words).toContain("eShop is connected");
    expect(page({ connection: null }).words).toContain("Your connection is connected");
  });

  it("names what was not allowed and lets the seller add it or leave it", () => {
    const [first, second] = resultView().scopes;
    const { html, words } = page({ scopes: [first!, { ...second!, given: false }] });

    expect(words).toContain("You did not allow: Create and change your listings");
    expect(mainOf(html)).toBe("Reconnect to add -> /connections/con_1/reconnect");
    expect(words).toContain("Leave it");
  });

  it("names both accounts when a seller signed in as someone else, and says that nothing changed", () => {
    const accounts = { ...ANSWERS, expected: "jane@shop.example", got: "maria@shop.example" };
    const { html, words } = page({ outcome: "wrong_account", accounts, signOutUrl: "https://x.example/out" });

    expect(words).toContain("This connection belongs to jane@shop.example");
    expect(words).toContain("maria@shop.example You signed in as this account Not connected");
    expect(words).toContain("Saved Nothing");
    expect(mainOf(html)).toBe("Sign out at StubHub and try again -> https://x.example/out");
    expect(html).toContain('role="alert"');
  });

  it("leads to no exit that a marketplace does not have, and names no account it does not know", () => {
    const accounts = { ...ANSWERS, expected: "tix88", got: "tix99" };

    expect(mainOf(page({ outcome: "wrong_account", accounts }).html)).toBe("Try again -> /connections/new/stubhub");
    expect(page({ outcome: "wrong_account" }).words).toContain("This connection belongs to another account at StubHub.");
  });

  it("adds the other account as a new connection only where that is open, by a plain form", () => {
    const form =
      /<form [^>]*action="\/api\/attempts\/att_1\/settle" method="post"[^>]*><input type="hidden" name="choice" value="new"\/>/;

    expect(page({ outcome: "wrong_account", accounts: tix }).html).toMatch(form);
    expect(page({ outcome: "wrong_account", accounts: tix }).words).toContain("Or add tix99 as a new connection.");

    const here = page({ outcome: "wrong_account", accounts: { ...tix, canAddAsNew: false } });
    expect(here.html).not.toContain("/settle");
    expect(here.words).toContain("You have tix99 here too, under its own name.");
    expect(here.words).not.toContain("Or add");
  });

  it("asks the seller where nobody else can tell whether it is the same account", () => {
    const { html, words } = page({ outcome: "wrong_account", accounts: { ...tix, canConfirmSame: true } });

    expect(words).toContain("Is this the same account?");
    expect(words).toContain("Tickets was tix88 . Now StubHub calls it tix99 .");
    expect(html).toMatch(/name="choice" value="same"\/><button[^>]*bg-accent text-on-accent/);
    expect(filled(html)).toBe(1);
  });

  it("tells a reference where there is one", () => {
    expect(page({ outcome: "unknown" }).words).toContain("tell us this reference: M2-8TD");
    expect(page({ outcome: "unknown", reference: "" }).words).not.toContain("reference");
  });

  it("looks again by itself while the attempt is not finished", () => {
    expect(page({ outcome: "in_progress" }).html).toContain('http-equiv="refresh" content="3"');
    expect(page().html).not.toContain("http-equiv");
  });
});

describe("coming back without an attempt", () => {
  it.each(CODES)("says what happened and what to do for %s", (cause) => {
    const { html, words } = markup(<ProblemPage cause={cause} />);

    expect(filled(html)).toBe(1);
    expect(words).toMatch(/^[A-Z]/);
    expect(words).not.toMatch(/\b(err|result)\.[a-z_]+|\{|undefined|null/);
  });

  it("treats a cause from a crafted address as an unknown one", () => {
    expect(causeOf("mismatch")).toBe("mismatch");
    expect(causeOf("toString")).toBe("unknown");
    expect(causeOf("<b>")).toBe("unknown");
  });
});
