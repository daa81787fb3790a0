import { describe, expect, it } from "vitest";
import { Connections } from "@/components/admin/connections";
import { Detail } from "@/components/admin/detail";
import { listAddress, withoutPage } from "@/components/admin/list-address";
import { LIST_COLUMNS, PLAIN_LOOK } from "@/lib/core/connections/list-look";
import type { AdminConnectionView, AdminDetailView } from "@/lib/views/admin";
import type { AdminListView } from "@/lib/views/admin-list";
import { NO_QUERY } from "@/lib/views/admin-query";
import { berlin, detailView, receiptView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const shownAt = berlin.now.toISOString();
const provider = detailView().provider;
const owner = { id: "usr_aaaaaaaaaaaaaaaaaaaa", name: "Jane", email: "jane@shop.example" };
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
        asked: NO_QUERY,
        states: [],
        sort: { by: "urgency", direction: "asc" },
        size: 50,
        tooShort: false,
        reference: null,
        providers: [{ provider, filter: "stubhub.production" }],
        reasons: ["invalid_grant"],
        owner: null,
        matching: { count: 1, exact: true },
        before: null,
        after: null,
        look: PLAIN_LOOK,
        views: [],
        mayAct: true,
        mayExport: true,
        shownAt,
        ...change,
      }}
      zone={berlin.zone}
    />,
  );

const detail: AdminDetailView & { readonly linkAddress: string | null } = {
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
  before: null,
  olderEvents: null,
  scopes: [],
  days: [],
  receipt: null,
  revocation: { canCancel: true, accessMaySurvive: false, manageAccessUrl: null },
  byAdmin: false,
  pausedBy: null,
  acts: ["refresh", "disconnect"],
  link: { cannot: null, openUntil: null, canMail: true },
  linkAddress: null,
};

describe("the admin's list", () => {
  it("tells state, reason with its code, owner and both clocks in a real table", () => {
    const { html, words } = list();

    expect(html).toMatch(/<caption[^>]*>Connections<\/caption>/);
    expect(html).toMatch(/<th scope="row"[^>]*><a href="\/admin\/connections\/con_1"/);
    expect(html.match(/<th scope="col"/g)).toHaveLength(LIST_COLUMNS.length);
    expect(words).toContain(
      "Reconnect needed Tickets Sh StubHub tix88 jane@shop.example Permission withdrawn invalid_grant over since 09:14",
    );
  });

  it("names each part of the question, and when nothing matches offers to take each away", () => {
    const asked = { ...NO_QUERY, state: "reconnect,paused", q: "zebra", owner: owner.id, ends: "7d", after: "abc" };
    const narrowed = { rows: [], asked: { ...asked, after: "" }, states: ["reconnect", "paused"] as const, owner };
    const { html, words } = list(narrowed);

    for (const part of [
      "Search: zebra",
      "State: Needs the seller",
      "State: Paused",
      "Owner: jane@shop.example",
      "Ends in 7 days",
    ])
      expect(words).toContain(`Remove “${part}”`);
    expect(html).toContain(`href="/admin/connections?q=zebra&amp;state=paused&amp;owner=${owner.id}&amp;ends=7d"`);
    expect(list({ rows: [] }).words).toContain("Nobody has connected an account yet");
    expect(list({ ...narrowed, asked }).words).toContain("Nothing on this page any more");
  });

  it("keeps the question in the addresses of the pages beside it, and has no button that leads nowhere", () => {
    const { html } = list({ asked: { ...NO_QUERY, state: "working", before: "x" }, after: "cur_3", before: "cur_8" });

    expect(html).toContain('href="/admin/connections?state=working&amp;after=cur_3"');
    expect(html).toContain('href="/admin/connections?state=working&amp;before=cur_8"');
    expect(list().html).not.toMatch(/rel="(next|prev)"/);
  });

  it("calls the neighbours by age only where the order is by age", () => {
    const both = { after: "a", before: "b" };
    expect(list(both).words).toContain("Previous Next");
    expect(list({ ...both, sort: { by: "newest", direction: "desc" } }).words).toContain("Newer Older");
    expect(list({ ...both, sort: { by: "newest", direction: "asc" } }).words).toContain("Older Newer");
  });

  it("says on the head of a column how the list is sorted, and offers the other way round", () => {
    const { html } = list({ asked: { ...NO_QUERY, sort: "label" }, sort: { by: "label", direction: "asc" } });

    expect(html).toMatch(/<th scope="col" aria-sort="ascending"[^>]*><a href="\/admin\/connections\?sort=label&amp;dir=desc"/);
    expect(html.match(/aria-sort/g)).toHaveLength(1);
    expect(html).toMatch(/<a href="\/admin\/connections"[^>]*>State/);
  });

  it("counts exactly while that is cheap, and says so where it is not", () => {
    expect(list({ matching: { count: 1212, exact: true } }).words).toContain("All connections 1,212");
    expect(list({ matching: { count: 104_000, exact: false } }).words).toContain("about 104,000");
    expect(list({ tooShort: true, asked: { ...NO_QUERY, q: "x" } }).words).toContain("Type at least 2 letters to search.");
  });

  it("lets whoever may act tick rows and send the question along, and shows nobody else a box", () => {
    const { html } = list({ asked: { ...NO_QUERY, q: "shop", after: "cur" } });
    expect(html).toMatch(/<form [^>]*action="\/admin\/jobs\/new"[^>]*><input type="hidden" name="q" value="shop"\/><section/);
    expect(html).toMatch(/<input type="checkbox"[^>]*name="ids"[^>]*value="con_1"/);
    expect(html).toMatch(/<input type="checkbox"[^>]*name="all"/);

    const viewer = list({ mayAct: false, mayExport: false }).html;
    expect(viewer).not.toMatch(/type="checkbox"[^>]*name="(ids|all)"|name="act"|Export/);
  });

  it("the views that everybody has stay in UTC, and the one that is shown is marked there as well", () => {
    const { html } = list({ asked: { ...NO_QUERY, state: "reconnect", tz: "utc" }, states: ["reconnect"] });
    expect(html).toMatch(/href="\/admin\/connections\?state=reconnect&amp;tz=utc" aria-current="true"/);
    expect(html).toMatch(/href="\/admin\/connections\?tz=utc"(?! aria-current)/);
    const kept = (query: string) =>
      list({ asked: { ...NO_QUERY, tz: "utc" }, views: [{ id: "vie_1", name: "Mine", query, isShown: false }] }).html;
    expect(kept("q=shop")).toContain('href="/admin/connections?q=shop&amp;tz=utc"');
    expect(kept("q=shop&tz=utc")).toContain('href="/admin/connections?q=shop&amp;tz=utc"');
  });

  it("what is said of a selection is there before the bar shows up, and everything that matches is counted in English", () => {
    const { html, words } = list({ matching: { count: 104_000, exact: false } });
    expect(html).toMatch(/<span role="status"[^>]*><\/span><div class="[^"]*\bhidden\b/);
    expect(words).toContain("Select all that match, about 104,000");
    expect(list().words).toContain("Select all 1 that match");
  });

  it("a reference that no connection has can be looked for in the audit log", () => {
    const nothing = { rows: [], asked: { ...NO_QUERY, q: "k7-4qx" } };
    expect(list({ ...nothing, reference: "K7-4QX" }).html).toContain('href="/admin/audit?reference=K7-4QX"');
    expect(list(nothing).html).not.toContain("/admin/audit");
  });

  it("shows the columns that its reader chose, in their order", () => {
    const { html } = list({ look: { columns: ["label", "owner", "state"], density: "roomy" } });
    expect(html.match(/<th scope="col"[^>]*>(?:<a[^>]*>)?[A-Z]\w+/g)?.map((head) => head.replace(/.*>/, ""))).toEqual([
      "Label",
      "Owner",
      "State",
    ]);
  });

  it("writes only what is asked for into an address", () => {
    expect(listAddress({})).toBe("/admin/connections");
    expect(listAddress({ state: "", q: "a&b=c" })).toBe("/admin/connections?q=a%26b%3Dc");
    expect(listAddress({ state: "reconnect,paused" })).toBe("/admin/connections?state=reconnect,paused");
    expect(withoutPage({ ...NO_QUERY, q: "a", after: "c" }, { state: "paused" })).toBe("/admin/connections?q=a&state=paused");
  });
});

describe("a connection as an admin reads it", () => {
  it("says why first, and who can do something about it", () => {
    const { words } = markup(<Detail view={detail} zone={berlin.zone} />);

    expect(words).toContain("StubHub no longer lets us in Only the seller can fix it. They are asked to reconnect.");
    expect(words).toContain("today 09:14:00 — about the permission");
    expect(words).toContain("2 — 2 of them refusals");
    expect(words).toContain("0123abcd");
  });

  it("offers what its reader may do and nothing else", () => {
    const { html, words } = markup(<Detail view={detail} zone={berlin.zone} />);
    expect(html).toContain('action="/api/admin/connections/con_1/act/refresh"');
    expect(html).not.toContain("/act/pause");
    expect(words).toContain("Mail it to the seller Show it to me once");

    const viewer = markup(<Detail view={{ ...detail, acts: [], link: null }} zone={null} />);
    expect(viewer.html.match(/<form[^>]*action="[^"]*/g)).toEqual([
      expect.stringContaining('action="/api/admin/connections/con_1/see'),
    ]);
  });

  it("tells what its seller reads: what we can do in words, how its days went, and of an ended one the receipt", () => {
    const { scopes, days } = detailView();
    const { words } = markup(<Detail view={{ ...detail, scopes, days }} zone={null} />);
    expect(words).toContain("14 days");
    expect(words).toContain("not given");
    expect(words).not.toContain("Receipt");

    const ended = markup(<Detail view={{ ...detail, receipt: receiptView({ kind: "revoked", proven: true }) }} zone={null} />);
    expect(ended.words).toContain("Receipt no. K7-4QX");
  });

  it("turns to older activity and back to the newest", () => {
    const event = {
      id: "7",
      at: shownAt,
      text: "event.paused",
      values: { actor: "admin" },
      actor: "admin",
      reference: null,
    } as const;
    const page = (change: Partial<AdminDetailView>) =>
      markup(<Detail view={{ ...detail, events: [event], ...change }} zone={null} />).html;
    expect(page({ olderEvents: "7" })).toContain('href="/admin/connections/con_1?before=7#activity"');
    expect(page({ before: "7" })).toContain('href="/admin/connections/con_1#activity"');
    expect(page({ before: "7" })).toContain('href="/admin/connections/con_1?before=7"');
  });

  it("says who paused it, where that is known", () => {
    const paused = (pausedBy: AdminDetailView["pausedBy"]) =>
      markup(<Detail view={{ ...detail, condition: "paused", pausedBy }} zone={null} />).words;
    expect(paused("admin")).toContain("An admin paused it.");
    expect(paused("seller")).toContain("The seller paused it.");
    expect(paused(null)).toContain("It was paused by hand");
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
