import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { VIEW_COOKIE } from "@/lib/web/view-cookie";
import { type Budget, budgetOf } from "@/tests/support/budgets";
import { type Gallery, openGallery, visitorFor } from "@/tests/support/gallery";
import { type GalleryStage, openGalleryStage } from "@/tests/support/gallery-service";
import { patternOf, STANDING_PAGES } from "@/tests/support/page-pattern";
import { type PageWeight, weigh } from "@/tests/support/page-weight";
import { plantCrowd } from "@/tests/support/plant-crowd";
import type { Visitor } from "@/tests/support/stage";

let stage: GalleryStage;
let gallery: Gallery;
let crowded: Visitor;
beforeAll(async () => {
  stage = await openGalleryStage();
  gallery = await openGallery(stage);
  crowded = await stage.visit({ as: "Jane Miller" });
  await plantCrowd(stage.app.database, crowded.userId, 50);
});
afterAll(async () => {
  console.log(table());
  await crowded.context.close();
  await gallery[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

type Weighed = { readonly pattern: string; readonly screen: string; readonly weight: PageWeight; readonly budget: Budget };
const weighed: Weighed[] = [];

/** A page of each kind, in the form that says most. */
const SCREENS = [
  "sign-in",
  "sign-in-leave",
  "sign-in-sent",
  "sign-in-continue",
  "setup",
  "invitation",
  "less-mail",
  "mailbox",
  "help",
  "choose",
  "connect",
  "reconnect",
  "leave",
  "result-connected",
  "result-other-account",
  "problem",
  "repair",
  "repair-leave",
  "repair-done",
  "detail-working",
  "detail-trouble-off",
  "detail-partial",
  "receipt-no-way",
  "disconnect",
  "diagnose",
  "share",
  "activity",
  "notifications",
  "notification-settings",
  "api-keys",
  "api-key-new",
  "api-key-end",
  "delete-account",
  "profile",
  "admin-connections",
  "admin-connection-reconnect",
  "admin-overview-figures",
  "admin-outages",
  "admin-connections-selected",
  "admin-columns",
  "admin-saved-views",
  "admin-as-seller",
  "admin-disconnect",
  "admin-jobs",
  "admin-job-running",
  "admin-job-new",
  "admin-providers",
  "admin-provider-test-failed",
  "admin-provider-new",
  "admin-people",
  "admin-person",
  "admin-deactivate",
  "admin-invite",
  "admin-roles",
  "admin-audit",
  "admin-audit-entry",
  "admin-keys",
  "admin-forecast",
  "admin-availability",
  "admin-emergency-stopped",
] as const;

async function weighOf({ page }: Visitor, screen: string, open: () => Promise<unknown>): Promise<Weighed> {
  // What is allowed is counted for a browser that takes no more than gzip.
  const weight = await weigh(page, stage.app.origin, open, ["gzip"]);
  const pattern = patternOf(page.url());
  if (pattern === null) throw new Error(`${page.url()} is on no route table`);
  const done = { pattern, screen, weight, budget: budgetOf(pattern) };
  weighed.push(done);
  return done;
}

const KB = 1000;

/** What is over, as one line each. */
const over = ({ weight, budget }: Weighed) => [
  ...(["js", "css", "html"] as const)
    .filter((kind) => weight[kind] > budget[kind] * KB)
    .map((kind) => `${kind}: ${(weight[kind] / KB).toFixed(1)} kB, ${budget[kind]} allowed`),
  ...(weight.requests > budget.requests ? [`${weight.requests} requests, ${budget.requests} allowed`] : []),
];

function table(): string {
  const kb = (bytes: number, most: number) => `${(bytes / KB).toFixed(1)} of ${most}`.padStart(14);
  const line = ({ screen, weight, budget }: Weighed) =>
    [
      screen.padEnd(28),
      ...(["js", "css", "html"] as const).map((kind) => kb(weight[kind], budget[kind])),
      `${weight.requests} of ${budget.requests}`.padStart(9),
      (weight.other / KB).toFixed(1).padStart(6),
    ].join(" ");
  const head = `${"kB, compressed".padEnd(28)} ${["JS", "CSS", "HTML"].map((name) => name.padStart(14)).join(" ")}  requests  other`;
  return [head, ...weighed.map(line)].join("\n");
}

describe("what a page costs the first time somebody opens it", () => {
  it.each(SCREENS)("%s keeps to its budget", async (name) => {
    const visitor = visitorFor(gallery, name);
    const screen = gallery.screens.find((one) => one.name === name);

    expect(over(await weighOf(visitor, name, async () => screen?.open(visitor.page)))).toEqual([]);
  });

  it.each(["cards", "list"])("a dashboard of 50 connections as %s keeps to its budget", async (view) => {
    await crowded.context.addCookies([{ name: VIEW_COOKIE, value: view, url: stage.app.origin }]);

    expect(over(await weighOf(crowded, `dashboard, 50, ${view}`, () => crowded.go(routes.connections)))).toEqual([]);
  });

  it("fetches no font, no picture and nothing from elsewhere", () => {
    expect(weighed.filter(({ weight }) => weight.other > 4 * KB).map(({ screen }) => screen)).toEqual([]);
  });

  it("was weighed for every page there is", () => {
    expect(STANDING_PAGES.filter((pattern) => !weighed.some((done) => done.pattern === pattern))).toEqual([]);
  });

  it("is found to be too much when it is", () => {
    const heavy = { js: 150_001, css: 0, html: 30_001, other: 0, requests: 17 };
    const budget = budgetOf("/connections");

    expect(over({ pattern: "/connections", screen: "planted", weight: heavy, budget })).toHaveLength(3);
  });
});
