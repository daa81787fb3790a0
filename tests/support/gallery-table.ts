import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { press, see } from "./steps";

/** What belongs to the list of all connections beside its pages. */
export const TABLE_SCREENS = [
  "admin-connections-selected",
  "admin-columns",
  "admin-saved-views",
  "admin-as-seller",
  "admin-disconnect",
] as const;

type Open = (page: Page) => Promise<void>;

/** @param broken id of a connection that needs its seller */
export function tableScreens({
  go,
  broken,
}: {
  readonly go: (path: string) => Open;
  readonly broken: string;
}): Readonly<Record<(typeof TABLE_SCREENS)[number], Open>> {
  return {
    "admin-connections-selected": async (page) => {
      await go(`${routes.admin.connections}?size=25`)(page);
      const boxes = page.getByRole("checkbox", { name: /^Select (?!this page|all)/ });
      await boxes.nth(1).check();
      await boxes.nth(2).check();
      await see(page, "button", "Refresh");
    },
    "admin-columns": go(routes.admin.columns),
    "admin-saved-views": go(routes.admin.savedViews),
    "admin-as-seller": async (page) => {
      await go(routes.admin.asSeller(broken))(page);
      await press(page, "See as seller");
      await see(page, "link", "Back to your view");
    },
    "admin-disconnect": go(routes.admin.disconnect(broken)),
  };
}
