import { describe, expect, it } from "vitest";
import { AccountMenu } from "@/components/shell/account-menu";
import { FlashBanner } from "@/components/shell/flash-banner";
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
  theme: "dark",
  trial: true,
  needsYou: 2,
};

describe("the frame of every page", () => {
  it("counts only what asks this person to act, and says nothing at none", () => {
    expect(markup(<NeedsYou count={2} />).words).toBe("2 need you");
    expect(markup(<NeedsYou count={0} />).html).toBe("");
  });

  it("changes the theme and signs out by plain forms", () => {
    const { html, words } = markup(<AccountMenu viewer={jane} />);

    expect(html).toContain('<form method="post" action="/api/settings/theme">');
    expect(html).toContain('<form method="post" action="/api/sign-out">');
    expect(html).toMatch(/name="theme" value="light"/);
    expect(words).toContain("Trial mailbox");
    expect(markup(<AccountMenu viewer={{ ...jane, trial: false }} />).words).not.toContain("mailbox");
  });

  it("answers a form once, as good news or as an alert that takes the focus", () => {
    const good = markup(
      <FlashBanner flash={{ tone: "good", text: "disconnect.done_revoked", values: { label: "<b>Old</b>", provider: "X" } }} />,
    );
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
