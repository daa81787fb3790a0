import { describe, expect, it } from "vitest";
import { groupByProvider } from "@/components/connections/connection-list";
import { Dashboard } from "@/components/connections/dashboard";
import { dashboardAddress, dashboardQuery, isFiltered } from "@/components/connections/dashboard-query";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import type { ConnectionView, DashboardView } from "@/lib/views/connection";
import { viewOfCookie } from "@/lib/web/view-cookie";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const broken = detailView({
  id: "con_9",
  label: "Main store",
  state: "reconnect",
  needsSeller: true,
  brokenSince: "2026-11-22T08:14:00Z",
  access: { kind: "over", since: "2026-11-22T08:14:00Z" },
});

function page(connections: readonly ConnectionView[], change: Partial<DashboardView> = {}, asked: Record<string, string> = {}) {
  const counts: Record<string, number> = {};
  for (const { state } of connections) counts[state] = (counts[state] ?? 0) + 1;
  const view: DashboardView = {
    connections,
    total: connections.length,
    needsYou: connections.filter(({ needsSeller }) => needsSeller).length,
    counts,
    providers: [detailView().provider],
    troubles: [],
    shownAt: berlin.now.toISOString(),
    pulse: { version: "v1", troubled: {} },
    ...change,
  };
  return markup(
    <Dashboard view={view} query={{ ...dashboardQuery(asked), view: viewOfCookie(asked["view"]) }} zone={berlin.zone} />,
  );
}

const filled = (html: string): number => html.match(/bg-accent text-on-accent/g)?.length ?? 0;

describe("the dashboard", () => {
  it.each(DISPLAY_STATES)("draws the state %s as a shape and a word, without keys, styles or scripts", (state) => {
    const { html, words } = page([detailView({ state, disconnectedAt: "2026-11-20T12:00:00Z" })]);

    expect(words).not.toMatch(/\b(card|do|state|dashboard|filter)\.[a-z_]+/);
    expect(html).not.toMatch(/ style=|<script|onclick=/i);
    expect(words).not.toMatch(/\b(tokens?|oauth|scopes?|grants?|invalid)\b/i);
  });

  it("says in one line whether everything is selling", () => {
    expect(page([detailView()]).words).toContain("1 connection. It works. Nothing needs you.");
    expect(page([broken, detailView()]).words).toContain("2 connections: 1 needs you, 1 working.");
  });

  it("says above the list what everybody's connections there suffer, that it is not the seller's to mend, and when it began", () => {
    const stubhub = detailView().provider;
    const down = detailView({ state: "trouble_on", shared: "provider" });
    const since = "2026-11-22T11:42:00Z";
    const { words } = page(
      [down],
      { troubles: [{ provider: stubhub, why: "provider", since, note: null, isWatched: false }] },
      { view: "cards" },
    );

    expect(words).toContain("StubHub has trouble with everybody. Since 30 min ago · today 12:42 .");
    expect(words).toContain("We keep trying. Your access is safe. Nothing to do.");
    expect(words).toContain("StubHub has trouble with everybody. We keep trying. Yours is still working until 14:05.");
    expect(words).not.toContain("The last renewal failed");
    const ours = page([detailView({ state: "trouble_off", shared: "setup" })], {}, { view: "cards" }).words;
    expect(ours).toContain("Not working right now. StubHub does not take our own key. Our team has been told.");
    expect(ours).not.toContain("Reconnect");
  });

  it("says what the team says about a marketplace, as its words, also where we see nothing of it", () => {
    const stubhub = detailView().provider;
    const said = { provider: stubhub, since: "2026-11-22T11:42:00Z", isWatched: false, note: "StubHub is closed until <noon>." };
    const alone = page([detailView()], { troubles: [{ ...said, why: "team" }] }, { view: "cards" });
    expect(alone.words).toContain(
      "StubHub has trouble. Since 30 min ago · today 12:42 . From your team: “StubHub is closed until &lt;noon&gt;.”",
    );
    expect(alone.words).toContain("Your access is safe. Nothing to do.");
    const beside = page([detailView()], { troubles: [{ ...said, why: "provider" }] }, { view: "cards" });
    expect(beside.words).toContain("StubHub has trouble with everybody.");
    expect(beside.words).toContain("From your team:");
  });

  it("puts what needs the seller first, with the sentence and the button", () => {
    const { html, words } = page([broken, detailView()]);

    expect(words).toContain("Needs you 1 Sh Main store StubHub · tix88 Reconnect needed StubHub no longer lets us in.");
    expect(html).toContain('href="/connections/con_9/reconnect"');
    expect(words).toContain("Stopped 4 h ago · today 09:14");
  });

  it("fills one button: the repair while there is one, else the way to a new connection", () => {
    expect(filled(page([broken, detailView()]).html)).toBe(1);
    expect(filled(page([detailView()]).html)).toBe(1);
    expect(page([detailView()]).html).toMatch(/bg-accent text-on-accent[^>]*href="\/connections\/new"/);
  });

  it.each(["trouble_on", "trouble_off"] as const)("never sends a seller to reconnect in the state %s", (state) => {
    expect(page([detailView({ state, nextTryAt: "2026-11-22T12:20:00Z" })]).html).not.toContain("/reconnect");
  });

  it("names the connection in every button for those who cannot see which row it is", () => {
    expect(page([broken, detailView()]).html).toContain('aria-label="Reconnect Main store"');
    expect(page([broken]).html).toContain('aria-label="More for Main store"');
  });

  it("offers to refresh only where that can help, and says when it can help again", () => {
    expect(page([detailView()]).html).toContain('action="/api/connections/con_1/refresh"');
    expect(page([detailView({ refreshWaitSeconds: 40 })]).words).toContain("You can refresh again in 40 s");
    expect(page([{ ...broken, refreshWaitSeconds: null }]).html).not.toContain("/refresh");
  });

  it("keeps what was asked for in its form and its links", () => {
    const { html } = page([detailView(), broken], {}, { state: "working", q: "a b", view: "cards" });

    expect(html).toMatch(/<option value="working" selected="">/);
    expect(html).toContain('value="a b"');
    expect(html).toContain('<input type="hidden" name="returnTo" value="/connections?state=working&amp;q=a+b"/>');
    expect(html).toContain('href="/connections?state=working&amp;q=a+b"');
    expect(html).toMatch(/<button[^>]*value="cards"[^>]*aria-pressed="true"|<button[^>]*aria-pressed="true"[^>]*value="cards"/);
  });

  it("tells an empty answer from an empty start", () => {
    expect(page([], {}, { q: "zzz" }).words).toContain("No connection matches");
    expect(page([]).words).toContain("Connect your first marketplace");
    expect(page([]).html).toContain('href="/connections/new/stubhub"');
  });

  it("says in whose time it speaks", () => {
    expect(page([detailView()]).words).toContain("Times in Berlin time Shown as of 13:12");
  });

  it("groups by marketplace from the seventh connection on, the most urgent first", () => {
    const other = { ...detailView().provider, id: "elsewhere", name: "Elsewhere" };
    const many = [broken, ...Array.from({ length: 6 }, (_, n) => detailView({ id: `con_x${n}`, provider: other }))];

    expect(groupByProvider(many).map(({ name, connections }) => [name, connections.length])).toEqual([
      ["StubHub", 1],
      ["Elsewhere", 6],
    ]);
    expect(page(many).html).toContain("<h3");
  });

  it("does not group where each marketplace would stand alone", () => {
    const each = Array.from({ length: 8 }, (_, n) =>
      detailView({ id: `con_x${n}`, provider: { ...detailView().provider, id: `market${n}`, name: `Market ${n}` } }),
    );

    expect(page(each).html).not.toContain("<h3");
  });
});

describe("the address of the dashboard", () => {
  it("reads the first of a repeated name, and holds nothing that is not asked", () => {
    expect(dashboardQuery({ q: ["one", "two"] })).toEqual({ state: "", provider: "", q: "one" });
    expect(isFiltered(dashboardQuery({ q: "  " }))).toBe(false);
    expect(dashboardAddress(dashboardQuery({ provider: "x" }))).toBe("/connections?provider=x");
    expect(dashboardAddress(dashboardQuery({}))).toBe("/connections");
  });

  it("keeps how it is drawn in the browser, and draws a list for one that says nothing we know", () => {
    expect([undefined, "sideways", "list", "cards"].map(viewOfCookie)).toEqual(["list", "list", "list", "cards"]);
  });
});
