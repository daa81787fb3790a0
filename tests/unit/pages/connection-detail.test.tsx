import { describe, expect, it } from "vitest";
import { ConnectionDetail } from "@/components/connections/connection-detail";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import type { ConnectionDetailView } from "@/lib/views/connection";
import { berlin, detailView, receiptView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const page = (change: Partial<ConnectionDetailView> = {}, isOlderPage = false) =>
  markup(<ConnectionDetail connection={detailView(change)} moment={berlin} isOlderPage={isOlderPage} />);

describe("the page of a connection", () => {
  it.each(DISPLAY_STATES)("shows no key, no code and no inline style in the state %s", (state) => {
    const { html, words } = page({ state, disconnectedAt: state === "disconnected" ? "2026-11-20T12:00:00Z" : null });

    expect(words).not.toMatch(/\b(detail|can|acts|days|activity|state|do)\.[a-z_]+/);
    expect(html).not.toMatch(/ style=|<script|onclick=/i);
    expect(words).not.toMatch(/token|oauth|refresh token|grant\b/i);
  });

  it.each(["trouble_on", "trouble_off"] as const)("never sends a seller to reconnect in the state %s", (state) => {
    const { html } = page({ state, nextTryAt: "2026-11-22T12:20:00Z" });

    expect(html).not.toContain("/connections/con_1/reconnect");
    expect(html).toContain("You can change permissions when StubHub answers again.");
  });

  it("has at most one filled button where it is seen, and a twin within a thumb's reach", () => {
    const { html } = page({ state: "reconnect", needsSeller: true });

    expect(html.match(/bg-accent text-on-accent/g)).toHaveLength(2);
    expect(html.match(/Reconnect Tickets/g)).toHaveLength(2);
  });

  it("says when refreshing works again instead of showing a dead button", () => {
    expect(page({ refreshWaitSeconds: 40 }).words).toContain("You can refresh again in 40 s");
    expect(page({ refreshWaitSeconds: 40 }).html).not.toContain("/api/connections/con_1/refresh");
    expect(page({ refreshWaitSeconds: 0 }).html).toContain('action="/api/connections/con_1/refresh"');
    expect(page({ refreshWaitSeconds: null }).words).not.toContain("efresh now");
  });

  it("shows no end that every renewal moves on as if the seller had to watch it", () => {
    const { words } = page({ permission: { kind: "renewed", endsAt: "2027-02-20T12:00:00Z" } });

    expect(words).toContain("Kept up by each renewal. Without one it would end by 20 Feb 2027");
    expect(words).not.toContain("Ends in");
  });

  it("offers no way back while the marketplace is still asked to cancel, and says so", () => {
    const receipt = receiptView({ kind: "no_way" });
    const ended = { state: "disconnected", disconnectedAt: "2026-11-22T12:10:00Z", receipt } as const;

    expect(page({ ...ended, isEnding: true }).words).toContain("We are still asking StubHub to cancel our access.");
    expect(page({ ...ended, isEnding: true }).html).not.toContain("/reconnect");
    expect(page(ended).words).toContain("Connect Tickets again");
  });

  it("offers to change permissions only where there is anything to choose", () => {
    expect(page().words).toContain("Change permissions");
    expect(page({ hasScopeChoice: false }).words).not.toContain("hange permissions");
  });

  it("never says that it renews what nobody renews", () => {
    const endsAt = "2026-11-22T17:12:00Z";
    const { words } = page({
      permission: { kind: "no_auto", endsAt },
      access: { kind: "until", endsAt },
      refreshWaitSeconds: null,
    });
    const open = page({ permission: { kind: "no_auto", endsAt: null }, access: { kind: "unknown" }, refreshWaitSeconds: null });

    expect(words).toContain("Works until 18:12. We cannot renew it by ourselves.");
    expect(`${words}${open.words}`).not.toMatch(/We renew (access|it)/);
  });

  it("gives a refused name back in its open form, with the reason", () => {
    const connection = detailView();
    const { html, words } = markup(
      <ConnectionDetail
        connection={connection}
        moment={berlin}
        isOlderPage={false}
        refusedName={{ label: "<b>Main", problem: "label_taken" }}
      />,
    );

    expect(html).toMatch(/<details[^>]*open=""[^>]*><summary[^>]*aria-label="Rename Tickets"/);
    expect(html).toMatch(/<input[^>]*value="&lt;b&gt;Main"/);
    expect(html).toMatch(/<p id="label-error"[^>]*>.*<span role="alert">Another of/);
    expect(words).toContain("Another of your connections has this name.");
    expect(page().html).not.toMatch(/<details[^>]*open=""[^>]*><summary[^>]*aria-label="Rename/);
  });

  it("offers a check where there is something to ask, and tells the wait where it is too soon for one", () => {
    const check = 'action="/api/connections/con_1/check"';

    expect(page({ checkWaitSeconds: 0 }).html).toMatch(
      /action="[^"]*\/check" method="post"><button type="submit"[^>]*>Check now</,
    );
    expect(page({ checkWaitSeconds: 41 }).words).toContain("You can check again in 41 s");
    expect(page({ checkWaitSeconds: 41 }).html).not.toContain(check);
    expect(page({ checkWaitSeconds: null }).html).not.toContain(check);
    // Beside whatever else the state asks for.
    const partial = page({ state: "partial", refreshWaitSeconds: null, checkWaitSeconds: 0 });
    expect(partial.words).toContain("Check now");
    expect(partial.html).toContain('href="/connections/con_1/reconnect"');
  });

  it("leads from a test marketplace to its console", () => {
    const provider = { ...detailView().provider, isTest: true };
    const { html, words } = page({
      provider,
      state: "disconnected",
      disconnectedAt: "2026-11-20T12:00:00Z",
      revocation: { canCancel: false, accessMaySurvive: true, manageAccessUrl: "http://127.0.0.1:4000/console?provider=stubhub" },
      receipt: receiptView({ kind: "no_way" }),
    });

    expect(html).toContain('href="http://127.0.0.1:4000/console?provider=stubhub"');
    expect(words).toContain("This is a test marketplace: end it in its console. Open its console");
  });

  it("tells the days by what most of them have in common, also where that is nothing", () => {
    const days = detailView().days.map((day, place) => ({ ...day, kind: place === 13 ? ("ok" as const) : ("none" as const) }));

    expect(page({ days }).words).toContain("Today: working All other days: no data");
  });

  it("tells the short clock in plain ink and both forms of the time", () => {
    const { words } = page();

    expect(words).toContain("Renews by itself in 42 min · today 13:54");
    expect(words).toContain("StubHub gives no end date.");
  });

  it("marks what can change things and names what was not given", () => {
    const { words } = page();

    expect(words).toContain("Create and change your listings can change things");
    expect(words).toContain("See your sales — not given");
  });

  it("tells a disconnected connection's end, what the marketplace said, and the way back", () => {
    const { html, words } = page({
      state: "disconnected",
      disconnectedAt: "2026-11-20T12:00:00Z",
      receipt: receiptView({ kind: "no_way" }),
    });

    expect(words).toContain("StubHub has no way for us to cancel access.");
    expect(html).toContain('href="https://www.stubhub.com"');
    expect(html).toContain('href="/connections/con_1/reconnect"');
    expect(html).not.toContain("/api/connections/con_1/");
  });

  it("leads to older lines of the history and back", () => {
    const older = page({ olderEvents: "12" });
    const end = page({ olderEvents: null }, true);

    expect(older.html).toContain('href="/connections/con_1?before=12#activity"');
    expect(end.html).toContain('href="/connections/con_1#activity"');
    expect(end.words).toContain("That is all.");
  });

  it("describes the 14 days in words beside the shapes", () => {
    const days = detailView().days.map((day, place) => (place === 9 ? { ...day, kind: "late" as const } : day));

    const { html, words } = page({ days });

    expect(html).toContain('aria-label="Last 14 days: 13 days working and 1 day with a late renewal."');
    expect(words).toContain("18 Nov: late renewal All other days: working");
  });
});
