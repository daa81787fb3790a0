import type { Locator, Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { Visitor } from "./stage";

type Role = Parameters<Page["getByRole"]>[0];

/** Waits until something is there for a person to see, found as assistive technology finds it. */
export async function see(page: Page, role: Role, name?: string | RegExp): Promise<Locator> {
  const found = page.getByRole(role, name === undefined ? {} : { name }).first();
  await found.waitFor();
  return found;
}

export const seeTitle = (page: Page, name: string | RegExp) => see(page, "heading", name);

/** Presses a button whose accessible name is exactly this. */
export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
export const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click();

/** Opens what a page keeps folded. */
export const unfold = (page: Page, summary: string, within: Locator = page.locator("body")) =>
  within.locator("summary").filter({ hasText: summary }).click();

/** All words of the page between header and footer. */
export const words = async (page: Page): Promise<string> => (await page.getByRole("main").innerText()).replace(/\s+/g, " ");

/** What a person does at the marketplace. */
export type AtMarketplace = {
  readonly account?: "Ana" | "Ben" | "New account";
  readonly decision?: "Allow (test)" | "Deny";
  /** Permissions to leave out, by their technical names. */
  readonly without?: readonly string[];
};

/** Waits for the marketplace's own page and clicks through it. */
export async function consent(page: Page, { account = "Ana", decision = "Allow (test)", without = [] }: AtMarketplace = {}) {
  await see(page, "button", decision);
  // A person with several stores stands there once for each.
  await page
    .getByRole("radio", { name: new RegExp(`^${account}`) })
    .first()
    .check();
  for (const value of without) await page.getByRole("checkbox", { name: value }).uncheck();
  await press(page, decision);
}

/** The permission that lets us learn an account's name. */
export const NAME_PERMISSION = "See your account name and email";

/** Fills in the page before leaving and leaves. */
export async function leaveFor({ page, go }: Visitor, asked: { readonly label?: string; readonly named?: boolean } = {}) {
  await go(routes.connect("stubhub"));
  if (asked.label !== undefined) await page.getByRole("textbox", { name: "Label" }).fill(asked.label);
  if (asked.named) await page.getByRole("checkbox", { name: NAME_PERMISSION }).check();
  await press(page, "Continue to StubHub");
}

/** A whole first connect, ending at the connection's own page. Gives its public id. */
export async function connect(
  visitor: Visitor,
  { label = "Main store", named = false, ...there }: { readonly label?: string; readonly named?: boolean } & AtMarketplace = {},
): Promise<string> {
  const { page } = visitor;
  await leaveFor(visitor, { label, named });
  await consent(page, there);
  await seeTitle(page, /is connected|Connected, /);
  await page.getByRole("link", { name: /^(Done|Leave it)$/ }).click();
  await seeTitle(page, label);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}
