import { describe, expect, it } from "vitest";
import { Help } from "@/components/help/help";
import { Profile } from "@/components/profile/profile";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import type { SessionView, ViewerView } from "@/lib/views/person";
import { translator } from "@/lib/views/texts/translate";
import { berlin } from "../../support/detail-view";
import { markup } from "../../support/markup";

const viewer: ViewerView = {
  id: "usr_1",
  name: "Jane",
  email: "jane@shop.example",
  role: "seller",
  timeZone: "Europe/Berlin",
  zoneIsChosen: true,
  theme: "dark",
  density: "normal",
  singleKeys: true,
  language: "de",
  trial: false,
  needsYou: 0,
  unread: 0,
};
const session = (id: string, isThis: boolean): SessionView => ({
  id,
  isThis,
  device: `Firefox on ${id}`,
  signedInAt: "2026-11-20T09:00:00Z",
  lastSeenAt: "2026-11-22T10:00:00Z",
});
const page = (sessions: readonly SessionView[]) => markup(<Profile profile={{ viewer, sessions }} moment={berlin} />);

describe("the profile", () => {
  it("shows what is saved and never offers the address for change", () => {
    const { html } = page([session("Linux", true)]);

    expect(html).toMatch(/<input[^>]*name="timeZone"[^>]*value="Europe\/Berlin"/);
    expect(html).toContain('<option value="de" lang="de" selected="">Deutsch</option>');
    expect(html).toMatch(/name="theme"[^>]*checked=""[^>]*value="dark"|value="dark"[^>]*checked=""/);
    expect(html).not.toMatch(/<input[^>]+jane@shop/);
  });

  it("lists this device first and lets a person end each of the others", () => {
    const { html, words } = page([session("Windows", false), session("Linux", true)]);

    expect(words.indexOf("Firefox on Linux This device")).toBeLessThan(words.indexOf("Firefox on Windows"));
    expect(html).toContain('action="/api/sessions/Windows/end"');
    expect(html).not.toContain("/api/sessions/Linux/end");
    expect(html).toContain('action="/api/sessions/end-others"');
  });

  it("offers to end the others only when there are others", () => {
    expect(page([session("Linux", true)]).html).not.toContain("end-others");
  });
});

describe("the help page", () => {
  it("explains every state with its badge", () => {
    const { words } = markup(<Help isSignedIn={false} />);

    for (const state of DISPLAY_STATES) expect(words).toContain(translator()(`help.state.${state}`));
    expect(words).not.toMatch(/help\.[a-z_]+/);
  });

  it("leads a stranger to sign in, not to pages that are closed to them", () => {
    expect(markup(<Help isSignedIn={false} />).html).not.toContain('href="/connections"');
  });
});
