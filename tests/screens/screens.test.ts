import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { type Gallery, openGallery, SCREENS, visitorFor } from "@/tests/support/gallery";
import { type GalleryStage, openGalleryStage } from "@/tests/support/gallery-service";
import { shrinkPng } from "@/tests/support/shrink-png";

/** Where the pictures go. */
const FOLDER = path.join(import.meta.dirname, "../../docs/screens");
type View = { readonly width: number; readonly colorScheme: "light" | "dark" };
/** A desk and a phone in both themes, and the narrowest phone in one: what breaks there is its width. */
const VIEWS: readonly View[] = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
  { width: 320, colorScheme: "dark" },
];

const fileOf = (name: string, { width, colorScheme }: View) => `${name}-${width}-${colorScheme}.png`;

/** Pictures of screens that are no more would go on telling of them. */
function removeOthers(): void {
  const wanted = new Set(SCREENS.flatMap((name) => VIEWS.map((view) => fileOf(name, view))));
  for (const file of readdirSync(FOLDER)) if (file.endsWith(".png") && !wanted.has(file)) rmSync(path.join(FOLDER, file));
}

let stage: GalleryStage;
let gallery: Gallery;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  removeOthers();
  stage = await openGalleryStage();
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
  for (const view of VIEWS) {
    const { width, colorScheme } = view;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // As high as the page: what sticks to the window's edge would otherwise stand in the middle of the picture.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    const file = path.join(FOLDER, fileOf(name, view));
    writeFileSync(file, shrinkPng(await page.screenshot({ animations: "disabled", caret: "hide" })));
  }
});
