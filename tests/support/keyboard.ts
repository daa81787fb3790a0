import type { Locator, Page } from "playwright-core";

type Role = Parameters<Page["getByRole"]>[0];

const MOST_STOPS = 120;

/** Whether the keyboard's place is on it, where its reader can see that and nothing lies over it. */
const isHere = (target: Locator) =>
  target
    .first()
    .evaluate((element) => {
      if (document.activeElement !== element) return false;
      const { left, top, width, height } = element.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      const shown = element.matches(":focus-visible") && top >= 0 && top + height <= window.innerHeight;
      if (!shown || (seen !== null && !element.contains(seen) && !seen.contains(element) && element.tagName !== "INPUT"))
        throw new Error(`the keyboard is on something that cannot be seen: ${element.outerHTML.slice(0, 200)}`);
      return true;
    })
    .catch((error: Error) => {
      if (error.message.includes("cannot be seen")) throw error;
      return false;
    });

/**
 * Presses Tab until the keyboard is there, as somebody without a mouse does.
 *
 * @throws {Error} when it is never reached, or reached where it cannot be seen (WCAG 2.1.1, 2.4.7, 2.4.11)
 */
export async function tabTo(page: Page, role: Role, name: string | RegExp): Promise<Locator> {
  const target = page.getByRole(role, { name, ...(typeof name === "string" && { exact: true }) });
  await target.first().waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isHere(target)) return target.first();
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${role} ${name}`);
}

/** Goes there and presses Enter. */
export async function enter(page: Page, role: Role, name: string | RegExp): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press("Enter");
}

/** Goes to a field and types; what stood there is replaced. */
export async function typeInto(page: Page, name: string, text: string, role: Role = "textbox"): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}
