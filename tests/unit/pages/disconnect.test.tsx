import { describe, expect, it } from "vitest";
import { DisconnectConfirm } from "@/components/connections/disconnect-confirm";
import type { DisconnectView } from "@/lib/views/connection";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const page = ({ alsoEnd = [], ...change }: Partial<DisconnectView> = {}) =>
  markup(<DisconnectConfirm connection={{ ...detailView(change), alsoEnd }} moment={berlin} />);

describe("the page before disconnecting", () => {
  it("names the object in the button and keeps by a link that changes nothing", () => {
    const { html, words } = page();

    expect(html).toContain('action="/api/connections/con_1/disconnect"');
    expect(words).toContain("Disconnect Tickets Keep connected");
    expect(html.match(/<form/g)).toHaveLength(1);
  });

  it("does not promise a cancellation that the marketplace has no way for, and shows where it can be done", () => {
    const { html, words } = page();

    expect(words).toContain("StubHub has no way for us to cancel access.");
    expect(words).not.toContain("ask StubHub to cancel");
    expect(words).toContain("can live on until today 14:05");
    expect(html).toContain('href="https://www.stubhub.com"');
  });

  it("says that we ask where asking is possible", () => {
    const { words } = page({ revocation: { canCancel: true, accessMaySurvive: false, manageAccessUrl: null } });

    expect(words).toContain("ask StubHub to cancel it");
    expect(words).not.toContain("can live on");
  });

  it("Foxy 14: names the connections that may end with it before there is anything to press", () => {
    const { html, words } = page({ alsoEnd: ["Store two", "Store three"] });

    expect(words).toContain("Other connections may end with it");
    expect(html.indexOf("Store three")).toBeLessThan(html.indexOf("<form"));
    expect(page().words).not.toContain("may end with it");
  });

  it("says how long our copy is kept where the marketplace has to be asked first", () => {
    const { words } = page({ revocation: { canCancel: true, accessMaySurvive: false, manageAccessUrl: null } });

    expect(words).toContain("once StubHub has cancelled it, and after 24 hours at the latest");
    expect(page().words).toContain("We delete our copy of the access at once.");
  });

  it("does not speak of renewing where nothing renews", () => {
    expect(page({ permission: { kind: "no_auto", endsAt: null } }).words).not.toContain("renew");
    expect(page().words).toContain("We stop using and renewing access");
  });

  it("has nothing to press when it is already done, and does not say what only the receipt knows", () => {
    const { html, words } = page({ state: "disconnected" });

    expect(html).not.toContain("<form");
    expect(words).not.toMatch(/no longer have access|nothing left to do/);
  });
});
