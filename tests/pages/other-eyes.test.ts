import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { cutOff, edgeless, growWords, invisibleIcons, moving, overflow, spreadWords } from "@/tests/support/eyes";
import { type Gallery, openGallery, visitorFor } from "@/tests/support/gallery";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, consent, follow, press, see, seeTitle } from "@/tests/support/steps";

let stage: Stage;
let gallery: Gallery;
beforeAll(async () => {
  stage = await openStage();
  gallery = await openGallery(stage);
});
afterAll(async () => {
  await gallery[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

/** One page of each kind of layout. */
const SCREENS = [
  "sign-in",
  "dashboard",
  "dashboard-cards",
  "choose",
  "connect",
  "result-other-account",
  "detail-trouble-off",
  "receipt-trying",
  "disconnect",
  "profile",
  "admin-connections",
  "admin-overview-figures",
  "admin-outages-refused",
  "admin-keys",
] as const;

async function opened(name: string): Promise<Page> {
  const { page } = visitorFor(gallery, name);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ reducedMotion: "no-preference", forcedColors: "none", colorScheme: "light" });
  await gallery.screens.find((screen) => screen.name === name)?.open(page);
  return page;
}

describe("Journey 38: for eyes and hands that need it otherwise", () => {
  it.each(SCREENS)(
    "%s reads without scrolling sideways at 200 %, with larger words, and with more room between them",
    async (name) => {
      const page = await opened(name);
      // A window of 1280 px at 200 % is laid out like one of 640 px.
      await page.setViewportSize({ width: 640, height: 450 });
      expect(await overflow(page), "at 200 %").toBe(0);
      await page.setViewportSize({ width: 1280, height: 900 });
      await growWords(page);
      expect(await overflow(page), "with words of twice the size").toBe(0);
      expect(await cutOff(page), "with words of twice the size").toEqual([]);
      await page.reload();
      await page.setViewportSize({ width: 320, height: 800 });
      await spreadWords(page);
      expect(await overflow(page), "with more room between words, at 320 px").toBe(0);
      expect(await cutOff(page), "with more room between words").toEqual([]);
    },
  );

  it.each(SCREENS)(
    "%s stands still for whoever asked for it, and keeps its edges and pictures in forced colours",
    async (name) => {
      const page = await opened(name);
      expect((await moving(page)).length, "otherwise things fade").toBeGreaterThan(0);
      await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
      expect(await moving(page)).toEqual([]);
      expect(await edgeless(page)).toEqual([]);
      expect(await invisibleIcons(page)).toEqual([]);
      await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active", colorScheme: "dark" });
      expect(await invisibleIcons(page)).toEqual([]);
    },
  );

  it.each([{ js: true }, { js: false }])(
    "a seller connects, reconnects and disconnects on a phone of 320 px in forced colours, JavaScript on: $js",
    async ({ js }) => {
      await using seller = await stage.visit({ js, width: 320, touch: true });
      const { page } = seller;
      await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
      const fits = async (where: string) => expect(await overflow(page), where).toBe(0);
      const id = await connect(seller, { label: "Pocket store", named: true });
      await fits("detail");
      await seller.go(routes.reconnect(id));
      await fits("reconnect");
      await press(page, "Continue to StubHub");
      await consent(page);
      await seeTitle(page, /works again|is connected|reconnected/i);
      await fits("result");
      await seller.go(routes.connection(id));
      await follow(page, "Disconnect Pocket store");
      await seeTitle(page, "Disconnect Pocket store?");
      await fits("disconnect");
      await press(page, "Disconnect Pocket store");
      await see(page, "status");
      await fits("receipt");
    },
  );
});
