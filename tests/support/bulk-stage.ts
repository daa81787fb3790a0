import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import type { Role } from "@/lib/core/roles";
import { startEngine } from "@/lib/worker/engine";
import { engineOptions } from "@/lib/worker/engine-options";
import { SESSION_COOKIE } from "./app";
import { watchProblems } from "./browser-problems";
import { keptChromium } from "./chromium";
import { buildHouse, type House, makeSeller } from "./house";
import { emptySandbox, marketOf, plantDue } from "./plant-due";
import { startWebProcess } from "./web-process";

const HOUR_MS = 3_600_000;

/** A deployment with many connections at one marketplace, its engine here, its pages in a process of their own, and browsers. */
export type BulkStage = AsyncDisposable & {
  readonly house: House;
  readonly origin: string;
  /** A new tab of somebody of this role; several of one role are one person. */
  readonly tab: (role: Role, js?: boolean) => Promise<Page>;
};

type Planted = {
  readonly many: number;
  /** Each so manieth has lost its permission at the marketplace. */
  readonly endedEach?: number;
  /** Renewals in a second. */
  readonly perSecond: number;
};

export async function bulkStage({ many, endedEach, perSecond }: Planted): Promise<BulkStage> {
  const records = emptySandbox();
  const budgets = [{ providerId: "stubhub", name: "", perSecond, atOnce: 30 }];
  const house = await buildHouse({ budgets, engine: false }, [], { records });
  await plantDue(house, records, { providerId: "stubhub", many, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  marketOf(records, "stubhub").grants.forEach((grant, place) => {
    if (endedEach !== undefined && place % endedEach === 0) grant.endedAt = Date.now();
  });
  const options = engineOptions(house.container, house.settings, "worker");
  const engine = startEngine(house.container.dependencies, { ...options, everyMs: 50 });
  const web = await startWebProcess({ settings: house.settings, sandboxOrigin: house.sandbox.origin });
  const browser = await keptChromium();
  const contexts = new Map<string, ReturnType<typeof open>>();

  const open = async (role: Role, js: boolean) => {
    const context = await browser.newContext({
      javaScriptEnabled: js,
      viewport: { width: 1280, height: 900 },
      timezoneId: "Europe/Berlin",
    });
    context.setDefaultTimeout(20_000);
    const problems = watchProblems(context, [web.origin, house.sandbox.origin]);
    const { runtime } = house.container;
    const { userId } = await makeSeller(house, role === "viewer" ? "Vera" : "Ada", role);
    const token = randomBytes(32).toString("base64url");
    const session = { tokenHash: runtime.digest.sha256(token), personId: userId, userAgent: "test" };
    await runtime.people.createSession({ ...session, expiresAt: new Date(Date.now() + HOUR_MS) });
    const value = { name: SESSION_COOKIE, value: token, domain: "localhost", path: "/", secure: true, httpOnly: true };
    await context.addCookies([{ ...value, sameSite: "Lax" }]);
    return { context, problems };
  };
  return {
    house,
    origin: web.origin,
    tab: async (role, js = true) => {
      const name = `${role} ${js}`;
      const opened = contexts.get(name) ?? open(role, js);
      contexts.set(name, opened);
      return (await opened).context.newPage();
    },
    [Symbol.asyncDispose]: async () => {
      const all = await Promise.all(contexts.values());
      await Promise.all(all.map(({ context }) => context.close()));
      await web[Symbol.asyncDispose]();
      await engine.stop();
      await house[Symbol.asyncDispose]();
      const complaints = all.flatMap(({ problems }) => problems.list());
      if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join("\n")}`);
    },
  };
}
