import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { budgetOf } from "@/tests/support/budgets";
import { installLighthouse, lookAt } from "@/tests/support/lighthouse";
import { patternOf } from "@/tests/support/page-pattern";
import { weigh } from "@/tests/support/page-weight";
import { plantCrowd } from "@/tests/support/plant-crowd";
import { misses, type Page, qualityPage } from "@/tests/support/quality-page";
import { plantResults, plantShop } from "@/tests/support/shop";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";

/** Five: single looks at one and the same page range over ten points on a machine with two cores. */
const LOOKS = Number(process.env["HOLDFAST_QUALITY_LOOKS"] ?? 5);
const FILE = path.join(import.meta.dirname, "../../docs/quality.md");

const NAMES = [
  "sign in",
  "connect",
  "result",
  "disconnect",
  "dashboard, 50 cards",
  "one connection",
  "profile",
  "admin overview",
  "admin list, 100 rows",
] as const;

let stage: Stage;
let seller: Visitor;
/** Somebody with exactly the fifty cards that a budget is for. */
let busy: Visitor;
let admin: Visitor;
let stranger: Visitor;
let addresses: Partial<Record<(typeof NAMES)[number], string>> = {};
const pages: Page[] = [];

beforeAll(async () => {
  await installLighthouse();
  stage = await openStage();
  const { database } = stage.app;
  stranger = await stage.visit({ as: null });
  seller = await stage.visit({ as: "Jane Miller" });
  busy = await stage.visit({ as: "Fay Fifty" });
  admin = await stage.visit({ as: "Ada Admin", role: "admin" });
  const ids = await plantShop(database, seller.userId);
  await plantCrowd(database, busy.userId, 50);
  const results = await plantResults(database, seller.userId, ids["working"] ?? "", ids["partial"] ?? "");
  await plantCrowd(database, admin.userId, 60);
  addresses = {
    "sign in": routes.signIn,
    connect: routes.connect("stubhub"),
    result: routes.result(results["connected"] ?? ""),
    disconnect: routes.disconnect(ids["working"] ?? ""),
    "dashboard, 50 cards": routes.connections,
    "one connection": routes.connection(ids["working"] ?? ""),
    profile: routes.profile,
    "admin overview": routes.admin.overview,
    "admin list, 100 rows": routes.admin.connections,
  };
});
afterAll(async () => {
  if (pages.length === NAMES.length) writeFileSync(FILE, qualityPage(pages, LOOKS));
  for (const visitor of [stranger, seller, busy, admin]) await visitor.context.close();
  await stage[Symbol.asyncDispose]();
});

function visitorOf(name: string): Visitor {
  if (name === "sign in") return stranger;
  if (name.startsWith("dashboard")) return busy;
  return name.startsWith("admin") ? admin : seller;
}

const cookieOf = async ({ context }: Visitor) => {
  const session = (await context.cookies()).find(({ name }) => name.endsWith("session"));
  return session ? `${session.name}=${session.value}` : null;
};

describe(`pages on a simulated phone, the median of ${LOOKS} looks at each`, () => {
  it.each(NAMES)("%s is fast, sound and still", async (name) => {
    const address = `${stage.app.origin}${addresses[name] ?? ""}`;
    const visitor = visitorOf(name);
    const cookie = await cookieOf(visitor);
    const weight = await weigh(visitor.page, stage.app.origin, () => visitor.page.goto(address));
    const looks = [];
    for (let look = 0; look < LOOKS; look++) looks.push(await lookAt(address, cookie));
    const page = { name, budget: budgetOf(patternOf(address) ?? ""), weight, looks };
    pages.push(page);

    expect(misses(page)).toEqual([]);
  });
});
