import { describe, expect, it } from "vitest";
import { Audit } from "@/components/admin/audit";
import { Deactivate } from "@/components/admin/deactivate";
import { Invite } from "@/components/admin/invite";
import { People } from "@/components/admin/people";
import { ownedBy } from "@/components/admin/people-address";
import { Person } from "@/components/admin/person";
import { placesOf } from "@/components/admin/places";
import type { AuditListView } from "@/lib/views/audit";
import type { LeavingPersonView } from "@/lib/views/people";
import { berlin, detailView } from "../../support/detail-view";
import { markup } from "../../support/markup";

const shownAt = berlin.now.toISOString();
const provider = detailView().provider;
const untyped = { problem: null, values: {} };
const jane: LeavingPersonView = {
  person: {
    id: "usr_aaaaaaaaaaaaaaaaaaaa",
    name: "Jane",
    email: "jane@shop.example",
    role: "seller",
    standing: "in",
    connections: 3,
    sessions: 1,
    lastSeenAt: null,
    signsIn: "link",
    createdAt: shownAt,
  },
  isReader: false,
  isLastOwner: false,
  roles: ["seller", "viewer", "admin"],
  mayManage: true,
  leaving: null,
  sessions: [],
  history: [],
  shownAt,
  places: [{ provider, count: 3 }],
};

describe("a form about a person that comes back", () => {
  it("still says whom the connections go to, and which field does not fit", () => {
    const typed = { problem: "heir", values: { how: "hand_over", heir: "omar@shop.example" } };
    const { html } = markup(<Deactivate view={jane} typed={typed} />);

    expect(html).toMatch(/<input[^>]*value="hand_over"[^>]*checked|<input[^>]*checked[^>]*value="hand_over"/);
    expect(html).toContain('value="omar@shop.example"');
    expect(html).toMatch(/aria-invalid="true"[^>]*name="heir"/);
    expect(html).toContain("Nobody with this email could take over");
    expect(markup(<Deactivate view={jane} typed={untyped} />).html).toMatch(/<input[^>]*checked=""[^>]*value="pause"/);
  });

  it("still says whom to invite and as what", () => {
    const typed = { problem: "email", values: { email: "nina@shop", name: "Nina", role: "viewer" } };
    const { html } = markup(<Invite roles={["seller", "viewer"]} link={null} typed={typed} />);

    expect(html).toMatch(/aria-invalid="true"[^>]*name="email"/);
    expect(html).toContain("This is not an email address.");
    expect([...html.matchAll(/value="(nina@shop|Nina)"/g)]).toHaveLength(2);
    expect(html).toMatch(/<input[^>]*checked=""[^>]*value="viewer"/);
  });

  it("still has the role that was chosen", () => {
    const typed = { problem: "sign_in_again", values: { role: "admin" } };
    const { html } = markup(<Person view={jane} usable={null} typed={typed} zone={berlin.zone} />);

    expect(html).toMatch(/<option value="admin" selected="">/);
  });
});

describe("the pages about people", () => {
  it("a person's page says how much of the time what they connected could be used", () => {
    const window = (share: number) => ({ connectedMinutes: 10_000, downMinutes: 1, share });
    const usable = { last30: window(9_876), last90: window(9_912), since: shownAt };
    const { html } = markup(<Person view={jane} usable={usable} typed={untyped} zone={berlin.zone} />);

    expect(html).toMatch(/98\.76.*99\.12/s);
    expect(html).toContain(`href="${ownedBy(jane.person.id).replaceAll("&", "&amp;")}"`);
  });

  it("before somebody is shut out, it says how many connections are where", () => {
    const { html } = markup(<Deactivate view={jane} typed={untyped} />);
    expect(html).toMatch(new RegExp(`<table.*${provider.name}.*>3<`, "s"));
  });

  it("a search of one letter says under its field that it is too short", () => {
    const { html } = markup(
      <People
        view={{
          rows: [jane.person],
          asked: { q: "j", role: "", state: "", older: "", newer: "" },
          tooShort: true,
          matching: 1,
          matchingIsLeast: false,
          older: null,
          newer: null,
          mayInvite: true,
          shownAt,
        }}
        zone={berlin.zone}
      />,
    );
    expect(html).toContain("Type at least 2 letters");
    expect(html).toMatch(/aria-describedby="too-short"/);
  });

  it("a reference that is none is kept in its field, and no entry is shown for it", () => {
    const nothing = { action: "", who: "", object: "", result: "", from: "", since: "", until: "", older: "", newer: "" };
    const view: AuditListView = {
      rows: [],
      asked: { ...nothing, reference: "K7-4Q" },
      actions: [],
      unknown: "reference",
      chain: null,
      mayExport: true,
      older: null,
      newer: null,
      shownAt,
    };
    const { html } = markup(<Audit view={view} zone={berlin.zone} />);
    expect(html).toContain("That is not a reference");
    expect(html, "the field, and what the file is asked for").toMatch(/name="reference"[^>]*value="K7-4Q".*name="reference"/s);
  });

  it("whoever may see how everything is finds the way to an emergency's page", () => {
    expect(placesOf("viewer").map(({ href }) => href)).toContain("/admin/emergency");
  });
});
