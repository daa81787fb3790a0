import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "@/lib/core/roles";
import { type App, SESSION_COOKIE, startApp } from "./app";
import { type Problems, watchProblems } from "./browser-problems";
import { keptChromium } from "./chromium";

/** The application, its pretend marketplaces and a real browser. */
export type Stage = {
  readonly app: App;
  readonly browser: Browser;
  /** A person with a browser of their own. Disposing fails on anything that went wrong in it unannounced. */
  readonly visit: (how?: Visit) => Promise<Visitor>;
  /** Turns a switch of the sandbox on: `fault("error", "503")`. */
  readonly fault: (name: string, value?: string, times?: number) => Promise<void>;
  readonly noFaults: () => Promise<void>;
  /** What has reached the sandbox so far. */
  readonly counted: () => Promise<Readonly<Record<string, number>>>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type Visit = {
  readonly js?: boolean;
  /** Signed in already, as a new person of this name; null: a stranger. */
  readonly as?: string | null;
  readonly role?: Role;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  readonly zone?: string;
  readonly touch?: boolean;
};

export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly problems: Problems;
  /** Public id and address of who is signed in; empty for a stranger. */
  readonly userId: string;
  readonly email: string;
  /** Goes to a page of the application. */
  readonly go: (path: string) => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const STEP_MS = 15_000;

export async function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const [app, browser] = await Promise.all([startApp(env), keptChromium()]);
  const press = async (path: string, form: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ provider: "stubhub", ...form });
    const answer = await fetch(`${app.sandboxOrigin}${path}`, { method: "POST", body, redirect: "manual" });
    if (answer.status !== 303) throw new Error(`the sandbox answered ${answer.status} to ${path} ${body}`);
  };
  return {
    app,
    browser,
    visit: (how = {}) => openVisit(app, browser, how),
    fault: (fault, value = "on", times) => press("/console/faults", { fault, value, ...(times && { times: String(times) }) }),
    noFaults: () => press("/console/reset", { what: "faults" }),
    counted: async () => {
      const all = (await (await fetch(`${app.sandboxOrigin}/console/counters.json`)).json()) as Record<
        string,
        Record<string, number>
      >;
      return all["stubhub"] ?? {};
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await app[Symbol.asyncDispose]();
    },
  };
}

async function openVisit(app: App, browser: Browser, how: Visit): Promise<Visitor> {
  const {
    js = true,
    as = "Jane",
    role = "seller",
    width = 1280,
    colorScheme = "light",
    zone = "Europe/Berlin",
    touch = false,
  } = how;
  const context = await browser.newContext({
    javaScriptEnabled: js,
    viewport: { width, height: 900 },
    colorScheme,
    timezoneId: zone,
    hasTouch: touch,
    locale: "en-GB",
  });
  context.setDefaultTimeout(STEP_MS);
  const problems = watchProblems(context, [app.origin, app.sandboxOrigin]);
  const person = as === null ? null : await app.signIn(as, role);
  if (person) {
    const value = person.cookie.slice(SESSION_COOKIE.length + 1);
    await context.addCookies([
      { name: SESSION_COOKIE, value, domain: "localhost", path: "/", secure: true, httpOnly: true, sameSite: "Lax" },
    ]);
  }
  const page = await context.newPage();
  return {
    page,
    context,
    problems,
    userId: person?.userId ?? "",
    email: person?.email ?? "",
    go: async (path) => {
      await page.goto(`${app.origin}${path}`);
    },
    [Symbol.asyncDispose]: async () => {
      await context.close();
      const list = problems.list();
      if (list.length > 0) throw new Error(`the browser complained:\n${list.join("\n")}`);
    },
  };
}
