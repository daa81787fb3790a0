import { describe, expect, it } from "vitest";
import { Connections } from "@/components/admin/connections";
import { Detail } from "@/components/admin/detail";
import { listAddress, withoutPage } from "@/components/admin/list-address";
import { Overview } from "@/components/admin/overview";
import type { CanaryResult } from "@/lib/core/connections/canary";
import { CONDITIONS } from "@/lib/core/connections/condition";
import { PROVIDER_HEALTH } from "@/lib/core/connections/provider-health";
import { TROUBLES } from "@/lib/core/connections/trouble";
import type {
  AdminConnectionView,
  AdminDetailView,
  AdminListView,
  AdminOverviewView,
  IncidentView,
  ProviderHealthView,
} from "@/lib/views/admin";
import { hasText } from "@/lib/views/texts/translate";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const shownAt = berlin.now.toISOString();
const provider = detailView().provider;
const owner = { id: "usr_aaaaaaaaaaaaaaaaaaaa", name: "Jane", email: "jane@shop.example" };
const EVERYTHING = { state: "", provider: "", owner: "", q: "", older: "", newer: "" };

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
};

const overview = (change: Partial<AdminOverviewView> = {}) =>
  markup(
    <Overview
      view={{
        providers: [healthy],
        engine: { state: "ok", waitsSince: null },
        incidents: [],
        live: 3,
        counts: { working: 3 },
        unexplained: { replies: [], lastDay: 0 },
        shownAt,
        ...change,
      }}
      zone={berlin.zone}
    />,
  );

describe("whether anybody renews access", () => {
  it("is said when nobody does, with what to do about it, and since when renewals wait", () => {
    const { words } = overview({ engine: { state: "missing", waitsSince: "2026-11-22T11:00:00Z" } });
    expect(words).toContain("Nothing renews access right now.");
    expect(words).toContain("Start a worker, or a server with its engine on.");
    expect(words).toContain("waits since");
  });

  it("is said when renewals are late, and not when all is well", () => {
    expect(overview({ engine: { state: "late", waitsSince: "2026-11-22T11:00:00Z" } }).words).toContain("Renewals are late.");
    expect(overview().words).not.toMatch(/Renewals are late|Nothing renews/);
  });
});

const row: AdminConnectionView = {
  connection: detailView({
    state: "reconnect",
    brokenSince: "2026-11-22T08:14:00Z",
    access: { kind: "over", since: "2026-11-22T08:14:00Z" },
  }),
  owner,
  condition: "reconnect",
  reason: { text: "admin.reason.reconnect.invalid_grant", values: { provider: "StubHub", count: 0 }, code: "invalid_grant" },
  lastSuccessAt: "2026-11-22T07:05:00Z",
  failuresInRow: 2,
};

const list = (change: Partial<AdminListView> = {}) =>
  markup(
    <Connections
      view={{
        rows: [row],
        asked: EVERYTHING,
        tooShort: false,
        providers: [{ provider, filter: "stubhub.production" }],
        owner: null,
        matching: 1,
        matchingIsLeast: false,
        older: null,
        newer: null,
        shownAt,
        ...change,
      }}
      zone={berlin.zone}
    />,
  );

const detail: AdminDetailView = {
  ...row,
  shownAt,
  lastFailure: { class: "grant", code: "invalid_grant", at: "2026-11-22T08:14:00Z" },
  refusals: 2,
  generation: 7,
  keyId: "k1",
  fingerprint: "0123abcd",
  environmentId: "production",
  registrationId: "reg_1",
  registration: "in_use",
  frozenUntil: null,
  accountKey: null,
  scopeGiven: [],
  scopeMissing: [],
  attempts: [],
  events: [],
};

describe("the admin's overview", () => {
  it("leads from each number to the connections that it counts", () => {
    const { html } = overview({
      counts: { reconnect: 1, working: 2 },
      providers: [{ ...healthy, counts: { reconnect: 1, working: 2 } }],
    });

    expect(html).toContain('href="/admin/connections?state=reconnect"');
    expect(html).toContain('href="/admin/connections?state=reconnect&amp;provider=stubhub.production"');
    expect(html).toContain('aria-label="StubHub: Needs the seller, 1"');
  });

  it("says on a fresh install what comes next, and that nothing was misunderstood", () => {
    const nothing = { live: 0, counts: {} };
    const bare = { ...healthy, ...nothing, health: "not_set_up", lastSuccessAt: null } as const;

    expect(overview({ ...nothing, providers: [bare] }).words).toContain("Register an app at a marketplace.");
    const set = overview({ ...nothing, providers: [{ ...bare, health: "working" }] }).words;
    expect(set).toContain("Nobody has connected an account yet.");
    expect(set).toContain("Every answer so far was understood.");
    expect(set).toContain("Nothing for you to do");
  });

  const incident: IncidentView = {
    id: "inc_1",
    kind: "credentials",
    provider,
    filter: "stubhub.production",
    client: null,
    code: "invalid_client",
    openedAt: "2026-11-22T11:42:00Z",
    closedAt: null,
    connections: 412,
    nextTryAt: "2026-11-22T12:16:00Z",
  };

  it("says first that our credentials were refused, since when, for how many, who must act and what we do meanwhile", () => {
    const refused = { ...healthy, health: "needs_you", troubles: ["credentials"] } as const;
    const { words, html } = overview({ incidents: [incident], providers: [refused] });

    expect(words).toContain(
      "StubHub: our credentials were refused. Since 30 min ago · today 12:42 . 412 connections use it. It said: invalid_client .",
    );
    expect(words).toContain("Only you can fix this: check the client id and the secret in your settings.");
    expect(words).toContain("Nobody is asked to reconnect. We try one connection every 5 minutes. The next try is in 4 min .");
    expect(words).toContain("Needs you 0 StubHub refused us");
    expect(words.indexOf("our credentials were refused")).toBeLessThan(words.indexOf("Needs the seller"));
    expect(html).toContain('href="/admin/connections?provider=stubhub.production"');
  });

  it.each(TROUBLES)("says of %s who must act, and that no seller has to", (kind) => {
    const { words } = overview({ incidents: [{ ...incident, kind, client: "second" }] });
    expect(words).toContain("StubHub (second)");
    expect(words).not.toMatch(/admin\.|[{}]/);
    expect(words).toContain(kind === "credentials" ? "every 5 minutes" : "every 30 seconds");
    const nobody = overview({ incidents: [{ ...incident, kind, connections: 0 }] }).words;
    expect(nobody).toContain("No connection uses it.");
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

describe("the admin's list", () => {
  it("tells state, reason with its code, owner and both clocks in a real table", () => {
    const { html, words } = list();

    expect(html).toMatch(/<table[^>]*><caption[^>]*>Connections, newest first<\/caption>/);
    expect(html).toMatch(/<th scope="row"[^>]*><a href="\/admin\/connections\/con_1"/);
    expect(html.match(/<th scope="col"/g)).toHaveLength(10);
    expect(words).toContain(
      "Tickets Reconnect needed StubHub no longer lets us in invalid_grant Sh StubHub tix88 jane@shop.example over since today 09:14",
    );
  });

  it("names each part of the question, and when nothing matches offers to take each away", () => {
    const asked = { ...EVERYTHING, state: "paused", q: "zebra", owner: owner.id, older: "con_9" };
    const { html, words } = list({ rows: [], matching: 0, asked, owner });

    for (const part of ["Search: zebra", "State: Paused", "Owner: jane@shop.example"])
      expect(words).toContain(`Remove “${part}”`);
    expect(html).toContain(`href="/admin/connections?owner=${owner.id}&amp;q=zebra"`);
    expect(list({ rows: [], matching: 0 }).words).toContain("Nobody has connected an account yet");
  });

  it("keeps the question in the addresses of the pages beside it, and has no button that leads nowhere", () => {
    const { html } = list({ asked: { ...EVERYTHING, state: "working", newer: "con_5" }, older: "con_3", newer: "con_8" });

    expect(html).toContain('href="/admin/connections?state=working&amp;older=con_3"');
    expect(html).toContain('href="/admin/connections?state=working&amp;newer=con_8"');
    expect(list().html).not.toMatch(/rel="(next|prev)"/);
  });

  it("counts exactly while that is cheap, and says so where it is not", () => {
    expect(list({ matching: 212 }).words).toContain("212 in all");
    expect(list({ matching: 10_000, matchingIsLeast: true }).words).toContain("more than 10,000");
    expect(list({ tooShort: true, asked: { ...EVERYTHING, q: "x" } }).words).toContain("Type at least 2 letters to search.");
  });

  it("writes only what is asked for into an address", () => {
    expect(listAddress({})).toBe("/admin/connections");
    expect(listAddress({ state: "", q: "a&b=c" })).toBe("/admin/connections?q=a%26b%3Dc");
    expect(withoutPage({ ...EVERYTHING, q: "a", older: "con_1" }, { state: "paused" })).toBe(
      "/admin/connections?state=paused&q=a",
    );
  });
});

describe("a connection as an admin reads it", () => {
  it("says why first, who can do something about it, and has nothing to press", () => {
    const { html, words } = markup(<Detail view={detail} zone={berlin.zone} />);

    expect(words).toContain("StubHub no longer lets us in Only the seller can fix it. They are asked to reconnect.");
    expect(words).toContain("today 09:14:00 — about the permission");
    expect(words).toContain("2 — 2 of them refusals");
    expect(words).toContain("0123abcd");
    expect(html).not.toMatch(/<(form|button)\b/);
  });

  it("says of a healthy one that nothing is wrong", () => {
    const connection = detailView();
    const healthyOne = {
      ...detail,
      connection,
      condition: "working",
      reason: null,
      lastFailure: null,
      failuresInRow: 0,
    } as const;

    expect(markup(<Detail view={healthyOne} zone={null} />).words).toContain("Nothing is wrong. We renew access by ourselves.");
  });
});
