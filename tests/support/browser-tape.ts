import type { BrowserContext, Page, Response } from "playwright-core";

/** Something that a browser got, wrote or kept, and where. */
export type Recorded = { readonly where: string; readonly text: string };

/** Everything that the application let a browser have: bodies, headers, addresses, console, storage, history. */
export type Tape = {
  readonly recorded: readonly Recorded[];
  /** Codes with which a marketplace sent the browser back, in order. */
  readonly codes: readonly string[];
  /** Adds what the browser keeps of the page it is on. */
  readonly keep: (page: Page) => Promise<void>;
  /** Adds something by hand: what was read outside the page. */
  readonly add: (where: string, text: string) => void;
};

/**
 * Records from now on. The way to the marketplace holds the state on purpose, and `Set-Cookie` the cookie: both are left out.
 *
 * @param origin the application's; what others answer is theirs
 */
export function tapeOf(context: BrowserContext, origin: string): Tape {
  const recorded: Recorded[] = [];
  const codes: string[] = [];
  const add = (where: string, text: string) => void recorded.push({ where, text });

  async function note(response: Response): Promise<void> {
    const url = new URL(response.url());
    if (url.pathname.includes("/callback")) codes.push(url.searchParams.get("code") ?? "");
    if (url.origin !== origin) return;
    if (!url.pathname.includes("/callback")) add("address", response.url());
    const { "set-cookie": _, ...headers } = await response.allHeaders().catch(() => ({}) as Record<string, string>);
    const isRedirect = response.status() >= 300 && response.status() < 400;
    const body = isRedirect ? "" : await response.text().catch(() => "");
    const hidden = url.pathname.includes("/leave/") ? body.replaceAll(/([?&](amp;)?|u0026)state=[\w-]+/g, "") : body;
    add(`${response.request().method()} ${url.pathname}`, `${JSON.stringify(headers)}\n${hidden}`);
  }

  context.on("response", (response) => void note(response));
  context.on("console", (message) => add("console", message.text()));
  return {
    recorded,
    codes,
    add,
    keep: async (page) => {
      add("storage", await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])));
      const session = await page.context().newCDPSession(page);
      const { entries } = await session.send("Page.getNavigationHistory");
      const ours = entries.map(({ url }) => url).filter((url) => url.startsWith(origin));
      add("history", ours.join("\n"));
      await session.detach();
    },
  };
}
