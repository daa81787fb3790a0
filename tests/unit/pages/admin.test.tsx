import { describe, expect, it } from "vitest";
import { Connections } from "@/components/admin/connections";
import { Detail } from "@/components/admin/detail";
import { listAddress, withoutPage } from "@/components/admin/list-address";
import { Overview } from "@/components/admin/overview";
import { CONDITIONS } from "@/lib/core/connections/condition";
import { PROVIDER_HEALTH } from "@/lib/core/connections/provider-health";
import type {
  AdminConnectionView,
  AdminDetailView,
  AdminListView,
  AdminOverviewView,
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
  refused: null,
  throttledUntil: null,
};

const overview = (change: Partial<AdminOverviewView> = {}) =>
  markup(
    <Overview
      view={{
        providers: [healthy],
        live: 3,
        counts: { working: 3 },
        unexplained: { replies: [], lastDay: 0 },
        shownAt,
        ...change,
      }}
      zone={berlin.zone}
    />,
  );

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

  it("says first that our credentials were refused, when we try again, and that sellers are not asked to reconnect", () => {
    const refused = { code: "invalid_client", nextTryAt: "2026-11-22T12:16:00Z" };
    const { words } = overview({ providers: [{ ...healthy, health: "needs_you", refused }] });

    expect(words).toContain("StubHub: our credentials were refused. It said: invalid_client .");
    expect(words).toContain("Nobody is asked to reconnect. We try once more in 4 min .");
    expect(words).toContain("Needs you 0 StubHub refused us");
    expect(words.indexOf("our credentials were refused")).toBeLessThan(words.indexOf("Needs the seller"));
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
