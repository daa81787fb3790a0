import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { type Gallery, openGallery, SCREENS, visitorFor } from "@/tests/support/gallery";
import { shrinkPng } from "@/tests/support/shrink-png";
import { openStage, type Stage } from "@/tests/support/stage";

/** Where the pictures go. */
const FOLDER = path.join(import.meta.dirname, "../../docs/screens");

let stage: Stage;
let gallery: Gallery;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  stage = await openStage();
  gallery = await openGallery(stage);
});
afterAll(async () => {
  await gallery[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

it.each(SCREENS)("takes the pictures of %s", async (name) => {
  const { page } = visitorFor(gallery, name);
  await page.setViewportSize({ width: 1280, height: 800 });
  await gallery.screens.find((screen) => screen.name === name)?.open(page);
  await page.waitForLoadState("networkidle");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // As high as the page: what sticks to the window's edge would otherwise stand in the middle of the picture.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height });
      const file = path.join(FOLDER, `${name}-${width}-${colorScheme}.png`);
      writeFileSync(file, shrinkPng(await page.screenshot({ animations: "disabled", caret: "hide" })));
    }
  }
});
