import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { describe, expect, it } from "vitest";
import { JobList } from "@/components/admin/jobs/job-list";
import { previewedList } from "@/components/admin/jobs/previewed-list";
import { Keys } from "@/components/admin/keys/keys";
import { LostKeys } from "@/components/admin/lost-keys";
import { AdminNav } from "@/components/admin/nav";
import { OutageForm } from "@/components/admin/outage-form";
import { ShortList } from "@/components/admin/short-list";
import { Shortcuts } from "@/components/admin/shortcuts";
import { ZoneSwitch } from "@/components/admin/zone-switch";
import { NO_QUERY } from "@/lib/views/admin-query";
import type { KeysView } from "@/lib/views/keys";
import { translator } from "@/lib/views/texts/translate";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const VIEWER = { role: "viewer" } as const;
const OWNER = { role: "owner" } as const;
const shownAt = berlin.now.toISOString();

const keys = (change: Partial<KeysView> = {}): KeysView => ({
  keys: [],
  missing: [],
  rotation: null,
  behind: 0,
  processes: 1,
  canAdd: true,
  mayRotate: true,
  mustSignIn: false,
  shownAt,
  ...change,
});

const nav = (needs: number, sandbox: string | null) =>
  markup(
    <PathnameContext.Provider value="/admin/jobs">
      <AdminNav {...VIEWER} needs={needs} sandbox={sandbox} />
    </PathnameContext.Provider>,
  );

describe("what a link keeps of where its reader was", () => {
  it("the switch between local time and UTC stays on the page", () => {
    const { html } = markup(<ZoneSwitch asked={{ ...NO_QUERY, q: "shop", after: "cur_3" }} />);
    expect(html).toContain('href="/admin/connections?q=shop&amp;tz=utc&amp;after=cur_3"');
  });

  it("back to the list is the list that the ticked rows were picked in", () => {
    expect(previewedList({ list: { ...NO_QUERY, state: "reconnect", q: "shop" } })).toBe(
      "/admin/connections?q=shop&state=reconnect",
    );
    expect(previewedList(null)).toBe("/admin/connections");
  });

  it("refreshing an older page of jobs draws the same page", () => {
    const list = (before: string | null) =>
      markup(<JobList view={{ jobs: [], older: null, shownAt }} before={before} zone={null} />).html;
    expect(list("job_9")).toContain('href="/admin/jobs?before=job_9"');
    expect(list(null)).not.toContain("before=");
  });
});

describe("what stands around every admin's page", () => {
  it("the words about keys can be opened on the page about keys as well: no id is there twice", () => {
    const { html } = markup(
      <>
        <Keys view={keys()} zone={null} />
        <Shortcuts single {...OWNER} />
      </>,
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toContain("keys");
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says at the overview how much waits for an admin, and nothing while nothing does", () => {
    expect(nav(2, null).words).toContain("Overview 2 2 things need an admin");
    expect(nav(0, null).words).not.toContain("need");
  });

  it("leads to the pretend marketplaces where there are some", () => {
    expect(nav(0, "http://127.0.0.1:4000/console").html).toContain('href="http://127.0.0.1:4000/console"');
    expect(nav(0, null).words).not.toContain("Sandbox");
  });
});

describe("a key that is missing", () => {
  it("is named on the overview, with the way to the page about keys for whoever may see it", () => {
    const { html, words } = markup(<LostKeys missing={["k-7"]} link />);
    expect(words).toContain("The key k-7 is missing.");
    expect(html).toContain('href="/admin/keys"');
    expect(markup(<LostKeys missing={["k-7"]} link={false} />).html).not.toContain("href");
  });

  it("is said to keep as many connections waiting as there are, not as many as are shown", () => {
    const missing = { id: "k-7", records: 431, isLeast: false, waiting: 430, connections: [{ id: "con_1", label: "Tickets" }] };
    const { html, words } = markup(<Keys view={keys({ missing: [missing] })} zone={null} />);
    expect(words).toContain("The 430 connections that wait for it");
    expect(words).toContain("These are the first 1.");
    expect(html).toContain('href="/admin/connections?reason=key_unavailable"');
  });
});

describe("small things an admin reads", () => {
  it("a pretend marketplace has its badge in the short lists too", () => {
    const row = (isTest: boolean) => ({
      connection: detailView({ provider: { ...detailView().provider, isTest } }),
      condition: "reconnect" as const,
      at: "2026-11-22T11:00:00Z",
    });
    const list = (isTest: boolean) => markup(<ShortList kind="broken" rows={[row(isTest)]} href="/x" moment={berlin} />).words;
    expect(list(true)).toContain("Tickets Test");
    expect(list(false)).not.toContain("Test");
  });

  it("numbers stand in sentences that fit them, and are written as numbers", () => {
    const t = translator();
    expect(t("admin.job.preview.number_help", { count: 1 })).toContain("to 1 connection by");
    expect(t("admin.job.preview.number_wrong", { count: 2 })).toContain("2 connections are");
    expect(t("admin.job.flash.number", { count: "1" })).toContain("1 connection is selected");
    expect(t("admin.job.flash.number", { count: "1000" })).toContain("1,000 connections are");
    expect(t("admin.audit.checked", { count: "104000" })).toContain("104,000");
  });

  it("a note may be as long as people count it, and is shown as sellers read it without a script", () => {
    const draft = { provider: "stubhub", kind: "down", text: "😀".repeat(100), starts: "", ends: "" };
    const { html, words } = markup(<OutageForm providers={[detailView().provider]} draft={draft} />);
    expect(words).toContain("100 of 120 characters");
    expect(/<input[^>]*name="text"[^>]*>/.exec(html)?.[0]).toContain('maxLength="240"');
    expect(html).toMatch(/<noscript><button[^>]*formAction="\/admin\/outages"[^>]*formMethod="get"/);
  });
});
