import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overflow } from "@/tests/support/eyes";
import { type Gallery, openGallery, SCREENS, visitorFor } from "@/tests/support/gallery";
import { type GalleryStage, openGalleryStage } from "@/tests/support/gallery-service";
import { patternOf, STANDING_PAGES } from "@/tests/support/page-pattern";

let stage: GalleryStage;
let gallery: Gallery;
beforeAll(async () => {
  stage = await openGalleryStage();
  gallery = await openGallery(stage);
});
afterAll(async () => {
  await gallery[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that look at colours; to all others a page is the same in the other theme. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** The pages of the route table on which this run stood. */
const stood = new Set<string | null>();

type Rules = { readonly type: "tag" | "rule"; readonly values: readonly string[] };
const IN_THEME = {
  light: { type: "tag", values: TAGS },
  dark: { type: "rule", values: COLOURS },
} as const satisfies Record<string, Rules>;

/** What axe finds, as one line each. It runs in the page by the debugger's way, which the content policy does not govern. */
async function findings(page: Page, rules: Rules): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async ({ type, values }) => {
    const { axe: found } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await found.run(document, {
      runOnly: { type, values: [...values] },
      // Off unless it is asked for by name.
      ...(type === "tag" && { rules: { "target-size": { enabled: true } } }),
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
    );
  }, rules);
}

/** Buttons, fields and menu handles that a finger cannot hit well: under 44 px on a phone. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])",
      ),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 43.5)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`),
  );

describe("Journey 37: every screen, light and dark, on a desk and on the narrowest phone", () => {
  it.each(SCREENS)("%s has no violation, no sideways scrolling and no target too small", async (name) => {
    const { page } = visitorFor(gallery, name);
    await page.setViewportSize({ width: 1280, height: 900 });
    await gallery.screens.find((screen) => screen.name === name)?.open(page);
    stood.add(patternOf(page.url()));
    const found: string[] = [];
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [colorScheme, rules] of [
        ["light", IN_THEME.light],
        ["dark", IN_THEME.dark],
      ] as const) {
        // Colours fade when the theme changes; half-way they are nobody's choice.
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const finding of await findings(page, rules)) found.push(`${width} ${colorScheme} ${finding}`);
      }
      const wider = await overflow(page);
      if (wider > 0) found.push(`${width}: the page is ${wider} px too wide`);
      if (width === 320 && !name.startsWith("sandbox"))
        for (const target of await smallTargets(page)) found.push(`small: ${target}`);
    }
    expect(found).toEqual([]);
  });

  it("leaves out no page that there is", () => {
    expect(STANDING_PAGES.filter((pattern) => !stood.has(pattern))).toEqual([]);
  });
});
