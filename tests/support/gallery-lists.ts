import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { plantConnection } from "./plant";
import type { TestDatabase } from "./postgres";
import { SHOP } from "./shop";
import { press, see } from "./steps";

/** Lists in the forms that they are in least often: full, narrowed, old, failed, offline. */
export const LIST_SCREENS = [
  "dashboard-needs-you",
  "dashboard-stale",
  "dashboard-failed",
  "dashboard-full",
  "dashboard-full-cards",
  "activity",
  "activity-none",
  "activity-empty",
  "activity-export",
  "detail-nothing-like-that",
  "detail-undo",
  "choose-trouble",
  "offline",
] as const;

type ListScreen = (typeof LIST_SCREENS)[number];
type Open = (page: Page) => Promise<void>;

const MANY = 50;
const SELLING_AT = ["stubhub", "stockx", "foxy", "ebay", "etsy"] as const;

/** As many connections as a page has to bear, at several marketplaces, with names as long and as strange as they may be. */
export async function plantMany(database: TestDatabase, userId: string): Promise<void> {
  const states = Object.values(SHOP);
  const strange = ["متجر التذاكر 🎟️", "W".repeat(60), "👩‍🎤".repeat(20)];
  for (let n = 0; n < MANY; n++) {
    const state = states[n % states.length];
    if (!state) continue;
    const label = strange[n] ?? `${state.label} ${n}`;
    const id = await plantConnection(database, userId, { ...state, label, days: "", events: [] });
    await database.query(
      `update connection c set provider_id = r.provider_id, registration_id = r.id, environment_id = r.environment_id
       from client_registration r where c.public_id = $1 and r.provider_id = $2`,
      [id, SELLING_AT[n % SELLING_AT.length]],
    );
  }
}

type Known = {
  readonly database: TestDatabase;
  readonly origin: string;
  readonly go: (path: string) => Open;
  readonly inTrouble: (path: string) => Open;
  /** Public id of a connection that works. */
  readonly working: string;
};

/** Puts the view back afterwards: it is kept by the browser. */
const asCards =
  (origin: string, open: Open): Open =>
  async (page) => {
    await page.context().addCookies([{ name: "view", value: "cards", url: origin }]);
    await open(page);
    await page.context().clearCookies({ name: "view" });
  };

export function listScreens({
  database,
  origin,
  go,
  inTrouble,
  working,
}: Known): Readonly<Record<ListScreen | "dashboard-cards" | "dashboard-outage", Open>> {
  const dashboard = go(routes.connections);
  return {
    "dashboard-cards": asCards(origin, dashboard),
    "dashboard-outage": asCards(origin, inTrouble(routes.connections)),
    "dashboard-needs-you": go(routes.needsYou),
    "dashboard-full": dashboard,
    "dashboard-full-cards": asCards(origin, dashboard),
    "dashboard-stale": async (page) => {
      await dashboard(page);
      await page.route(`**${routes.api.pulse}`, (route) => route.abort());
      // What the page does when somebody comes back to it, without waiting for half a minute.
      const stale = page.getByRole("status").filter({ hasText: "Shown as of" });
      // A page that its script has not reached yet hears nothing.
      for (let tries = 0; tries < 50 && !(await stale.isVisible()); tries++) {
        await page.evaluate(() => window.dispatchEvent(new Event("online")));
        await page.waitForTimeout(200);
      }
      await stale.waitFor();
      await page.unrouteAll();
    },
    "dashboard-failed": async (page) => {
      await database.query("alter table connection rename to connection_away");
      await dashboard(page);
      await database.query("alter table connection_away rename to connection");
    },
    activity: go(routes.activity),
    "activity-none": go(`${routes.activity}?kind=check&from=2026-01-01`),
    "activity-empty": go(routes.activity),
    "activity-export": async (page) => {
      await go(routes.activity)(page);
      await page.getByLabel("Export CSV").click();
    },
    "detail-nothing-like-that": go(`${routes.connection(working)}?kind=check#activity`),
    "detail-undo": async (page) => {
      await go(`${routes.connection(working)}#label`)(page);
      await page.getByRole("textbox", { name: "New name" }).fill("Main store.");
      await press(page, "Save name");
      await see(page, "button", "Undo");
      await database.query("update connection set label = 'Main store' where public_id = $1", [working]);
    },
    "choose-trouble": async (page) => {
      await database.query("update client_registration set enabled = false where provider_id = 'foxy'");
      await inTrouble(routes.choose)(page);
      await database.query("update client_registration set enabled = true where provider_id = 'foxy'");
    },
    offline: async (page) => {
      await go(routes.connect("stubhub"))(page);
      await page.evaluate(() => {
        Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
        window.dispatchEvent(new Event("offline"));
      });
      await page.getByRole("alert").filter({ hasText: "You are offline." }).waitFor();
    },
  };
}
