import { describe, expect, it } from "vitest";
import { Diagnosis } from "@/components/connections/diagnosis";
import type { DiagnosisStep } from "@/lib/core/connections/diagnosis/report";
import type { DiagnosisReportView, DiagnosisStepView, DiagnosisView } from "@/lib/views/diagnosis";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const step = (name: DiagnosisStep["name"], change: Partial<DiagnosisStepView>): DiagnosisStepView => ({
  name,
  result: "fine",
  why: "",
  values: {},
  at: null,
  permissions: [],
  ...change,
});
const report = (change: Partial<DiagnosisReportView> = {}): DiagnosisReportView => ({
  at: "2026-11-22T12:11:00Z",
  reference: "K7-4QX",
  isOver: false,
  steps: [],
  verdict: { kind: "wait", why: "down" },
  calls: [],
  renewals: [],
  ...change,
});
const page = (found: DiagnosisReportView | null, change: Partial<DiagnosisView> = {}) =>
  markup(<Diagnosis diagnosis={{ ...detailView(), canAsk: true, waitSeconds: 40, report: found, ...change }} moment={berlin} />);

describe("the page that says why a connection is not working", () => {
  it("asks before it does anything, and says that it does no harm", () => {
    const { html, words } = page(null, { waitSeconds: 0 });

    expect(words).toContain("It takes some seconds and changes nothing. Find out");
    expect(html.match(/<form/g)).toHaveLength(1);
    expect(html).toContain('action="/api/connections/con_1/diagnose" method="post"');
  });

  it("does not call what works broken", () => {
    expect(page(null).words).toContain("Is Tickets working?");
    expect(page(null, { state: "trouble_on" }).words).toContain("Why is Tickets not working?");
  });

  it("says of each step how it ended, in a word and not only by a sign", () => {
    const { words } = page(
      report({
        steps: [
          step("answer", { result: "wrong", why: "error", values: { host: "market.test", status: 503 } }),
          step("client", { result: "untried", why: "off" }),
          step("clock", { why: "agrees" }),
        ],
      }),
    );

    expect(words).toContain("An answer Not fine: market.test answered that it has a fault of its own (503).");
    expect(words).toContain("Our own key Not tried: We do not try this by itself. StubHub could count it against us.");
    expect(words).toContain("The clocks Fine: Their clock and ours agree.");
  });

  it("tells instants and names of permissions where it knows them", () => {
    const sales = { value: "read:sales", text: "scope.stubhub.read_sales", writes: false, given: false };
    const { words } = page(
      report({
        steps: [
          step("answer", { result: "wrong", why: "busy", values: { host: "market.test" }, at: "2026-11-22T12:14:00Z" }),
          step("scope", { result: "wrong", why: "missing", permissions: [sales] }),
        ],
      }),
    );

    expect(words).toContain("market.test asked us to slow down. It takes questions again today 13:14");
    expect(words).toContain("You did not give: “See your sales”.");
  });

  it.each([
    ["reconnect", "gone", "Reconnect Tickets"],
    ["reconnect", "add", "Reconnect to add"],
    ["resume", "paused", "Resume Tickets"],
    ["renew", "only_renewal_tells", "Refresh now"],
  ] as const)("ends a %s (%s) in exactly one action: %s", (kind, why, action) => {
    const { html, words } = page(report({ verdict: { kind, why } }));

    expect(words).toContain(action);
    expect(html.match(/class="button /g)).toHaveLength(1);
  });

  it.each(["fine", "wait", "admin"] as const)("asks nothing of the seller where it is %s", (kind) => {
    const why = { fine: "fine", wait: "down", admin: "set_up" } as const;
    const { html, words } = page(report({ verdict: { kind, why: why[kind] } }));

    expect(html).not.toMatch(/<button|\/reconnect"/);
    expect(words).toContain("You can look again in 40 s");
    if (kind === "admin") expect(words).toContain("Give your admin this reference: K7-4QX.");
  });

  it("tells what was true long ago as that, and leads to nothing but another look", () => {
    const { html, words } = page(report({ isOver: true, verdict: { kind: "reconnect", why: "gone" } }), { waitSeconds: 0 });

    expect(words).toContain("This is how it was 1 min ago . Look again to see how it is now. Look again");
    expect(html).not.toContain("/reconnect");
    expect(html.match(/<form/g)).toHaveLength(1);
  });

  it("shows how the last renewals went beside what was found now", () => {
    const { words } = page(
      report({
        renewals: [
          { at: "2026-11-22T12:05:00Z", end: "failed", status: 503 },
          { at: "2026-11-22T11:05:00Z", end: "renewed", status: null },
        ],
      }),
    );

    expect(words).toContain("Our last renewals today 13:05 : did not work (503) today 12:05 : worked");
  });

  it("shows what went over the line: where to, how it ended, how long it took, and names", () => {
    const { words } = page(
      report({
        calls: [
          {
            step: "client",
            method: "POST",
            host: "market.test",
            path: "/token",
            status: null,
            reason: "timeout",
            durationMs: 10_000,
            sent: ["authorization", "host"],
            received: [],
          },
        ],
      }),
    );

    expect(words).toMatch(/Sent POST market\.test ?\/token Answer Nothing came back in time Took 10 s/);
    expect(words).toContain("authorization, host");
    expect(words).toContain("Names of the lines we sent");
    expect(words).not.toContain("Names of the lines that came back");
  });
});
