import { describe, expect, it } from "vitest";
import { ActivityPage } from "@/components/activity/activity-page";
import { CSV_HEAD, csvCells } from "@/components/activity/csv-cells";
import { Activity } from "@/components/connections/activity";
import type { ActivityEventView, ActivityView } from "@/lib/views/activity";
import type { EventView } from "@/lib/views/connection";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const { provider } = detailView();
const event = (change: Partial<EventView> = {}): EventView => ({
  id: "7",
  at: "2026-11-22T11:40:00Z",
  text: "event.renamed",
  values: { from: "StubHub", to: "Tickets" },
  actor: "you",
  reference: null,
  ...change,
});
const line = (change: Partial<EventView> = {}, label = "Tickets"): ActivityEventView => ({
  ...event(change),
  connection: { id: "con_1", label, provider, account: "tix88" },
});
const NOTHING = { connection: "", kind: "", from: "", to: "" } as const;

function page(change: Partial<ActivityView> = {}, before: string | null = null) {
  const view: ActivityView = {
    asked: NOTHING,
    events: [line()],
    older: null,
    connections: [{ id: "con_1", label: "Tickets", provider }],
    shownAt: berlin.now.toISOString(),
    ...change,
  };
  return markup(<ActivityPage view={view} zone={berlin.zone} before={before} />);
}

describe("the history of all connections", () => {
  it("says when, what, to which connection, and the reference, by the reader's days", () => {
    const refused = line({ id: "8", text: "event.renewal_refused", actor: "provider", values: {}, reference: "K7-4QX" });
    const { words, html } = page({ events: [refused, line(), line({ id: "6", at: "2026-11-20T09:00:00Z" })] });

    expect(words).toContain(
      "Today, 22 Nov 12:40 StubHub refused the renewal. We will ask once more to be sure. Tickets · StubHub",
    );
    expect(words).toContain("Reference K7-4QX");
    expect(words).toContain("You renamed this from “StubHub” to “Tickets”.");
    expect(words).toContain("20 Nov 10:00");
    expect(html).toContain('href="/connections/con_1"');
  });

  it("keeps what was asked for in its form, in its pages and in its file", () => {
    const asked = { connection: "con_1", kind: "problem", from: "2026-11-01", to: "2026-11-22" } as const;
    const { html } = page({ asked, older: "41" }, "99");
    const query = "connection=con_1&amp;kind=problem&amp;from=2026-11-01&amp;to=2026-11-22";

    expect(html).toMatch(/<option value="problem" selected="">Problems/);
    expect(html).toContain('type="date"');
    expect(html).toContain('value="2026-11-01"');
    expect(html).toContain(`href="/activity?${query}&amp;before=41"`);
    expect(html).toContain(`href="/activity?${query}"`);
    expect(html).toContain(`href="/api/activity/export?${query}&amp;bom=1"`);
  });

  it("tells an empty beginning, an empty answer and the end from one another", () => {
    expect(page({ events: [], connections: [] }).words).toContain("Nothing has happened yet.");
    expect(page({ events: [], connections: [] }).html).toContain('href="/connections/new"');
    const none = page({ events: [], asked: { ...NOTHING, kind: "check" } });
    expect(none.words).toContain("Nothing like that happened");
    expect(none.html).toContain('href="/activity"');
    expect(none.html).not.toContain("/api/activity/export");
    expect(page({ older: null }, "99").words).toContain("That is all.");
  });
});

describe("the history of one connection", () => {
  const section = (change = {}) =>
    markup(<Activity connection={detailView({ events: [event()], ...change })} moment={berlin} isOlderPage={false} />);

  it("asks and answers on its own page, and its file is of this connection alone", () => {
    const { html } = section({ olderEvents: "3", asked: { ...NOTHING, connection: "con_1", kind: "change" } });

    expect(html).toContain('action="/connections/con_1#activity"');
    expect(html).toContain('href="/connections/con_1?kind=change&amp;before=3#activity"');
    expect(html).toContain('href="/api/activity/export?connection=con_1&amp;kind=change"');
    expect(html).not.toContain('name="connection"');
  });

  it("offers no filter where nothing has happened, and a way out where nothing fits", () => {
    expect(section({ events: [] }).html).not.toContain("<form");
    const none = section({ events: [], asked: { ...NOTHING, connection: "con_1", kind: "check" } });
    expect(none.words).toContain("Nothing like that happened");
    expect(none.html).toContain('href="/connections/con_1#activity"');
  });
});

describe("a line as cells", () => {
  it("holds the time in UTC, the words of the page, and who did it", () => {
    expect(csvCells(line({ at: "2026-11-22T11:40:00.000Z", reference: "K7-4QX" }))).toEqual([
      "2026-11-22T11:40:00.000Z",
      "Tickets",
      "StubHub",
      "tix88",
      "You renamed this from “StubHub” to “Tickets”.",
      "You",
      "Names and pauses",
      "K7-4QX",
    ]);
    expect(csvCells(line())).toHaveLength(CSV_HEAD.length);
  });
});
