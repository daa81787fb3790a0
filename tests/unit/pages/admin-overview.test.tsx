import { describe, expect, it } from "vitest";
import { Overview } from "@/components/admin/overview";
import type { CanaryResult } from "@/lib/core/connections/canary";
import { CONDITIONS } from "@/lib/core/connections/condition";
import { PROVIDER_HEALTH } from "@/lib/core/connections/provider-health";
import { TROUBLES } from "@/lib/core/connections/trouble";
import type { AdminOverviewView, ChartBar, IncidentView, ProviderHealthView } from "@/lib/views/admin-overview";
import { TILES } from "@/lib/views/admin-overview";
import { hasText } from "@/lib/views/texts/translate";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const shownAt = berlin.now.toISOString();
const provider = detailView().provider;

const healthy: ProviderHealthView = {
  provider,
  filter: "stubhub.production",
  health: "working",
  live: 3,
  counts: { working: 3 },
  lastSuccessAt: "2026-11-22T12:05:00Z",
  overdue: 0,
  oldestDueAt: null,
  troubles: [],
  canary: null,
  throttledUntil: null,
  pausedAt: null,
  success: { hour: 0.9999, day: 0.71, week: null },
  p50Ms: 412,
  p95Ms: 1140,
  days: ["none", "good", "good", "some", "bad"],
};

const bar = (change: Partial<ChartBar> & { readonly from: string }): ChartBar => ({
  counts: { ok: 0, grant: 0, setup: 0, ours: 0, provider: 0 },
  p50Ms: null,
  p95Ms: null,
  ...change,
});

const due = (count: number) => ({ count, isLeast: count >= 10_000 });

const overview = (change: Partial<AdminOverviewView> = {}) =>
  markup(
    <Overview
      view={{
        tests: "",
        providers: [healthy],
        engine: { state: "ok", waitsSince: null, seenAt: "2026-11-22T12:11:48Z" },
        incidents: [],
        live: 3,
        counts: { working: 3 },
        tiles: TILES.map((tile) => ({ tile, count: tile === "all" ? 3 : 0, change: null })),
        queue: { soon: due(371), hour: due(4806), overdue: due(0), lagMs: 1200 },
        chart: { range: "24h", bars: [bar({ from: "2026-11-22T12:00:00Z" })] },
        ending: [],
        needed: { count: 0, exact: true },
        broken: [],
        firstSteps: null,
        missingKeys: [],
        seesKeys: true,
        mayTell: true,
        mayPause: true,
        unexplained: { replies: [], lastDay: 0 },
        shownAt,
        ...change,
      }}
      zone={berlin.zone}
    />,
  );

describe("whether anybody renews access", () => {
  it("is said when nobody does, with what to do about it, and since when renewals wait", () => {
    const { words } = overview({ engine: { state: "missing", waitsSince: "2026-11-22T11:00:00Z", seenAt: null } });
    expect(words).toContain("Nothing renews access right now.");
    expect(words).toContain("Start a worker, or a server with its engine on.");
    expect(words).toContain("waits since");
  });

  it("is said when renewals are late, and not when all is well", () => {
    expect(overview({ engine: { state: "late", waitsSince: "2026-11-22T11:00:00Z", seenAt: null } }).words).toContain(
      "Renewals are late.",
    );
    expect(overview().words).not.toMatch(/Renewals are late|Nothing renews/);
  });
});

describe("the admin's overview", () => {
  it("leads from each number to the connections that it counts", () => {
    const { html, words } = overview({
      tiles: [
        { tile: "all", count: 104_212, change: 118 },
        { tile: "reconnect", count: 311, change: -9 },
        { tile: "trouble", count: 430, change: 0 },
      ],
      providers: [{ ...healthy, counts: { reconnect: 1, working: 2 } }],
    });

    expect(words).toContain(
      "Total 104,212 118 more than yesterday Need the seller 311 9 fewer than yesterday Having trouble 430 Same as yesterday",
    );
    expect(html).toContain('href="/admin/connections?state=reconnect"');
    expect(html).toContain('href="/admin/connections?state=reconnect&amp;provider=stubhub.production"');
    expect(html).toContain('aria-label="StubHub: Needs the seller, 1"');
  });

  it("tells of each marketplace what share worked, cut and never rounded up, how long it took, and how its days went", () => {
    const { html, words } = overview();
    expect(words).toContain("99.9 % 71 % — 0.4 / 1.1 s —".replaceAll(" %", "%"));
    expect(html).toContain(
      'aria-label="Last 30 days: 1 bad day, 1 day with some failures, 2 good days and 1 day without renewals"',
    );
  });

  it("a bar of failures says that its link shows who stands so now; an outage that is over leads to the outages", () => {
    const failed = (from: string, why: "grant" | "provider") =>
      bar({ from, counts: { ok: 1, grant: 0, setup: 0, ours: 0, provider: 0, [why]: 2 } });
    const bars = [failed("2026-11-22T11:00:00Z", "grant"), failed("2026-11-22T12:00:00Z", "provider")];
    const { html } = overview({ chart: { range: "24h", bars } });
    expect(html).toContain(
      '<a href="/admin/connections?state=reconnect" aria-label="12:00: 1 worked, 2 failed. See who stands so now."',
    );
    expect(html).toContain(
      '<a href="/admin/connections?state=trouble" aria-label="13:00: 1 worked, 2 failed. See who stands so now."',
    );
  });

  it("draws each bar as a link that names its figures, and the same as a table", () => {
    const bars = [
      bar({
        from: "2026-11-22T11:00:00Z",
        counts: { ok: 3505, grant: 1, setup: 0, ours: 0, provider: 7 },
        p50Ms: 400,
        p95Ms: 1100,
      }),
      bar({
        from: "2026-11-22T12:00:00Z",
        counts: { ok: 40, grant: 0, setup: 0, ours: 0, provider: 0 },
        p50Ms: 400,
        p95Ms: 2800,
      }),
    ];
    const { html, words } = overview({ chart: { range: "24h", bars } });
    expect(html).toContain('<a href="/admin/outages" aria-label="12:00: 3,505 worked, 8 failed. See outages."');
    expect(html).toContain('<a href="/admin/connections" aria-label="13:00: 40 worked, 0 failed"');
    expect(words).toContain("12:00 3,505 1 — — 7 0.4 s 1.1 s");
    expect(html).toContain('aria-label="Latest: p50 0.4 s, p95 2.8 s. Highest p95: 2.8 s."');
    expect(html).not.toContain(' style="');
  });

  it("tells when a worker was seen, in red from two minutes on", () => {
    expect(overview().words).toContain("Worker last seen 12 s ago Due in 5 min 371 Due in 1 h 4,806 Overdue 0 Lag 1.2 s");
    const many = { soon: due(371), hour: due(10_000), overdue: due(10_000), lagMs: 1200 };
    expect(overview({ queue: many }).words).toContain("Due in 5 min 371 Due in 1 h 10,000 or more Overdue 10,000 or more");
    const silent = overview({ engine: { state: "missing", waitsSince: null, seenAt: "2026-11-22T12:09:50Z" } });
    expect(silent.html).toMatch(/tone-stop[^>]*>(?:(?!tone-good).)*Worker last seen 130 s ago/);
    expect(overview().html).toMatch(/tone-good[^>]*>(?:(?!tone-stop).)*Worker last seen 12 s ago/);
    expect(overview({ engine: { state: "missing", waitsSince: null, seenAt: null } }).words).toContain("No worker was ever seen");
  });

  it("says in a sentence how many will need a person, and leads to where it is told by week; nothing where nobody will", () => {
    const { words, html } = overview({ needed: { count: 12, exact: true } });
    expect(words).toContain("No permission ends soon. 12 connections will need a person in 30 days.");
    expect(html).toContain('href="/admin/forecast"');
    expect(overview({ needed: { count: 21_000, exact: false } }).words).toContain("About 21,000 connections will need a person");
    expect(overview().words).not.toContain("need a person");
  });

  it("offers no act to whoever may only look", () => {
    expect(overview({ incidents: [incident], mayTell: false, mayPause: false }).html).not.toContain("<button");
  });

  it("says on a fresh install what comes next, and that nothing was misunderstood", () => {
    const bare = { ...healthy, live: 0, counts: {}, health: "not_set_up", lastSuccessAt: null } as const;
    const fresh = overview({ firstSteps: { isSetUp: false, isConnected: false }, providers: [bare] });
    expect(fresh.words).toContain("First steps Three steps, and sellers can connect. 1. Register an app at a marketplace.");
    expect(fresh.html.match(/aria-current="step"/g)).toHaveLength(1);
    const set = overview({ firstSteps: { isSetUp: true, isConnected: false } }).words;
    expect(set).toContain("Register an app at a marketplace. Done");
    expect(set).toContain("Nobody has connected an account yet.");
    expect(set).toContain("Every answer so far was understood.");
    expect(set).toContain("Nothing for you to do");
    expect(overview().words).not.toContain("First steps");
  });

  const incident: IncidentView = {
    id: "inc_1",
    kind: "credentials",
    provider,
    filter: "stubhub.production",
    registrationId: "reg_1",
    client: null,
    code: "invalid_client",
    status: 503,
    failed: 412,
    tried: 430,
    told: null,
    isPaused: false,
    isStopped: false,
    openedAt: "2026-11-22T11:42:00Z",
    closedAt: null,
    connections: 412,
    nextTryAt: "2026-11-22T12:16:00Z",
  };

  it("says first that our credentials were refused, since when, for how many, who must act and what we do meanwhile", () => {
    const refused = { ...healthy, health: "needs_you", troubles: ["credentials"] } as const;
    const { words, html } = overview({ incidents: [incident], providers: [refused] });

    expect(words).toContain("StubHub: our credentials were refused, since today 12:42 (412 of 430). It said: invalid_client .");
    expect(words).toContain("Only you can fix this: check the client id and the secret in your settings.");
    expect(words).toContain("412 connections use it.");
    expect(words).toContain("Nobody is asked to reconnect. We try one connection every 5 minutes. The next try is in 4 min .");
    expect(words).toContain("Need you 0 StubHub refused us");
    expect(words.indexOf("our credentials were refused")).toBeLessThan(words.indexOf("Need the seller"));
    expect(html).toContain('href="/admin/connections?provider=stubhub.production"');
    // Who alone can mend it is led to where it is mended; from the table of providers, to each of them.
    expect(html).toContain('href="/admin/providers/stubhub?client=reg_1"');
    expect(html).toContain('href="/admin/providers/stubhub"');
  });

  it("names the cause of an outage in words, and offers to tell sellers and to pause renewals", () => {
    const down = { ...incident, kind: "outage", code: null } as const;
    const { words, html } = overview({ incidents: [down] });
    expect(words).toContain("StubHub: renewals failing since today 12:42 (412 of 430). Cause: their server answers 503.");
    expect(words).toContain("Sellers see “Having trouble”. Nobody is asked to reconnect.");
    expect(html).toContain('action="/api/admin/outages/inc_1/tell"');
    expect(html).toContain('aria-label="Pause renewals of StubHub"');
    expect(overview({ incidents: [{ ...down, status: null }] }).words).toContain("Cause: their server does not answer.");
    const told = { at: "2026-11-22T12:00:00Z", sellers: 1 };
    const after = overview({ incidents: [{ ...down, told, isPaused: true }] });
    expect(after.words).toContain("1 seller was told today 13:00 .");
    expect(after.words).toContain("Renewals are paused.");
    expect(after.html).toContain('aria-label="Resume renewals of StubHub"');
    expect(after.words).not.toContain("We try one connection");
  });

  it.each(TROUBLES)("says of %s who must act, and that no seller has to", (kind) => {
    const { words } = overview({ incidents: [{ ...incident, kind, client: "second" }] });
    expect(words).toContain("StubHub (second)");
    expect(words).not.toMatch(/admin\.|[{}]/);
    expect(words).toContain(kind === "credentials" ? "every 5 minutes" : "every 30 seconds");
    const nobody = overview({ incidents: [{ ...incident, kind, connections: 0 }] }).words;
    expect(nobody).toContain("Nobody is connected with it, so nobody feels it.");
    expect(nobody).not.toContain("We try one connection");
  });

  it("tells what was wrong lately after everything that is wrong now, and no act is offered for it", () => {
    const over = { ...incident, id: "inc_2", kind: "outage", closedAt: "2026-11-22T12:02:00Z", nextTryAt: null } as const;
    const { words } = overview({ incidents: [incident, over] });
    expect(words).toContain("What was wrong lately It is over. We found that out by ourselves.");
    expect(words).toContain("StubHub did not answer as it should from today 12:42 to today 13:02 · invalid_client");
    expect(overview({ incidents: [incident] }).words).not.toContain("What was wrong lately");
  });

  it("says beside the state of a marketplace when our key was tried and what came of it", () => {
    const tried = (result: CanaryResult) =>
      overview({ providers: [{ ...healthy, canary: { result, at: "2026-11-22T12:00:00Z" } }] }).words;
    expect(tried("accepted")).toContain("our key works, tried 12 min ago");
    expect(tried("refused")).toContain("our key was refused, tried 12 min ago");
    expect(tried("no_word")).toContain("our key was tried 12 min ago , no clear answer");
  });

  it("shows a marketplace's own words as text, whatever they are", () => {
    const reply = {
      at: "2026-11-22T12:00:00Z",
      met: "renewal",
      provider,
      status: 409,
      code: "closed",
      text: '<img src=x onerror="alert(1)">',
      connection: { id: "con_1", label: "<b>Tickets</b>" },
      reference: "K7-4QX",
    } as const;
    const { html, words } = overview({ unexplained: { replies: [reply], lastDay: 3 } });

    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).not.toContain("<img");
    expect(html).toContain('href="/admin/connections/con_1"');
    expect(words).toContain("3 in 24 h");
    expect(words).toContain("today 13:00:00 Renewal 409 closed");
  });

  it("has a word for every state of a marketplace and of a connection", () => {
    const keys = [
      ...PROVIDER_HEALTH.map((health) => `admin.health.${health}`),
      ...CONDITIONS.map((each) => `admin.condition.${each}`),
    ];

    expect(keys.filter((key) => !hasText(key))).toEqual([]);
  });
});
