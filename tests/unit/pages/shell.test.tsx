import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { describe, expect, it } from "vitest";
import { FlashBanner } from "@/components/shell/flash-banner";
import { Frame } from "@/components/shell/frame";
import { NeedsYou } from "@/components/shell/needs-you";
import { StateBadge } from "@/components/ui/badge";
import { ICON_PATHS } from "@/components/ui/icon-paths";
import { STATE_LOOK } from "@/components/ui/state-look";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import type { ViewerView } from "@/lib/views/person";
import { markup } from "../../support/markup";

const jane: ViewerView = {
  id: "usr_1",
  name: "Jane",
  email: "jane@shop.example",
  role: "seller",
  timeZone: null,
  zoneIsChosen: false,
  theme: "dark",
  density: "normal",
  singleKeys: true,
  language: null,
  trial: true,
  needsYou: 2,
  unread: 0,
};

const frame = (viewer: ViewerView | null, path: string) =>
  markup(
    <PathnameContext.Provider value={path}>
      <Frame viewer={viewer} trial={viewer?.trial ?? false}>
        <h1>Page</h1>
      </Frame>
    </PathnameContext.Provider>,
  );

describe("the frame of every page", () => {
  it("counts only what asks this person to act, and says nothing at none", () => {
    expect(markup(<NeedsYou count={2} />).words).toBe("2 need you");
    expect(markup(<NeedsYou count={2} />).html).toContain('href="/connections?state=needs_you"');
    expect(markup(<NeedsYou count={0} />).html).toBe("");
  });

  it("changes the theme and signs out by plain forms", () => {
    const { html } = frame(jane, "/help");

    expect(html).toContain(
      '<form action="/api/settings/theme" method="post"><input type="hidden" name="returnTo" value="/help"/>',
    );
    expect(html).toContain('<form action="/api/sign-out" method="post">');
    expect(html).toMatch(/<button[^>]*value="light"[^>]*name="theme"/);
  });

  it("marks the place, holds help for everyone, and nothing of a person for a stranger", () => {
    expect(frame(jane, "/connections/con_1").html).toMatch(/href="\/connections" aria-current="true"/);
    expect(frame(jane, "/settings/profile").html).toMatch(/href="\/settings\/profile" aria-current="page"/);
    expect(frame(null, "/help").html).toContain('href="/help"');
    expect(frame(null, "/help").html).not.toMatch(/sign-out|settings|aria-label="Main"/);
  });

  it("says in a trial that it is one, and leads to the mail that was not sent", () => {
    expect(frame(jane, "/help").html).toContain('href="/mailbox"');
    expect(frame({ ...jane, trial: false }, "/help").html).not.toContain('href="/mailbox"');
  });

  it("answers a form once, as good news or as an alert that takes the focus", () => {
    const good = markup(<FlashBanner flash={{ tone: "good", text: "flash.disconnected", values: { label: "<b>Old</b>" } }} />);
    const bad = markup(<FlashBanner flash={{ tone: "bad", text: "err.provider_down.body", values: {} }} />);

    expect(good.html).toMatch(/role="status" tabindex="-1"/i);
    expect(good.html).toContain("&lt;b&gt;Old&lt;/b&gt; is disconnected.");
    expect(bad.html).toContain('role="alert"');
    expect(bad.words).toBe("The problem is at the marketplace, not with you. Nothing was connected. Please try again later.");
  });
});

describe("the badge of a state", () => {
  it.each(DISPLAY_STATES)("shows a shape and a word for %s", (state) => {
    const { html, words } = markup(<StateBadge state={state} />);

    expect(html).toContain(`d="${ICON_PATHS[STATE_LOOK[state].icon]}"`);
    expect(words).not.toBe("");
  });

  it("gives every state another shape, so that colour is never needed", () => {
    expect(new Set(DISPLAY_STATES.map((state) => STATE_LOOK[state].icon)).size).toBe(DISPLAY_STATES.length);
  });
});
