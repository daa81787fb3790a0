import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { CUSTODY_SCREENS, custodyScreens } from "./gallery-custody";
import { DOOR_SCREENS, doorScreens } from "./gallery-door";
import { EMERGENCY_SCREENS, emergencyScreens } from "./gallery-emergency";
import { JOB_SCREENS, jobScreens } from "./gallery-jobs";
import { KEY_SCREENS, keyScreens } from "./gallery-keys";
import { LANGUAGE_SCREENS, languageScreens } from "./gallery-languages";
import { LINK_SCREENS, linkScreens } from "./gallery-links";
import { LIST_SCREENS, listScreens, plantMany } from "./gallery-lists";
import { NOTICE_SCREENS, noticeScreens } from "./gallery-notices";
import { OVERVIEW_SCREENS, overviewScreens } from "./gallery-overview";
import { nameThePeople, plantLinks } from "./gallery-people";
import { PROVIDER_SCREENS, providerScreens } from "./gallery-providers";
import { SERVICE_SCREENS, serviceScreens } from "./gallery-service";
import { STAFF_SCREENS, staffScreens } from "./gallery-staff";
import { TABLE_SCREENS, tableScreens } from "./gallery-table";
import { endIncidents, plantConnection, plantIncidents, plantTrouble } from "./plant";
import { LOOKS, plantDiagnosis } from "./plant-diagnoses";
import { ENDED, plantResults, plantShop, SHOP } from "./shop";
import type { Stage, Visitor } from "./stage";
import { connect, leaveFor, press, see } from "./steps";

/** A screen in a state worth looking at. */
export type Screen = {
  readonly name: string;
  /** Leaves the page ready to be looked at. */
  readonly open: (page: Page) => Promise<void>;
};

export type Gallery = {
  readonly screens: readonly Screen[];
  readonly visitors: Readonly<Record<"stranger" | "newcomer" | "leaver" | "seller" | "calm" | "busy" | "admin", Visitor>>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Names of all screens, so that each is a test of its own before anything has been planted. */
export const SCREENS = [
  ...DOOR_SCREENS,
  ...SERVICE_SCREENS,
  ...LIST_SCREENS,
  ...["sign-in", "sign-in-problem", "sign-in-sent", "sign-in-continue", "sign-in-cut-link", "mailbox-empty", "mailbox", "help"],
  ...[
    "dashboard-empty",
    "dashboard",
    "dashboard-cards",
    "dashboard-all-well",
    "dashboard-no-match",
    "dashboard-menu",
    "dashboard-outage",
  ],
  ...["choose", "connect", "connect-again", "connect-name-taken", "reconnect", "leave"],
  ...["connected", "reconnected", "duplicate", "fewer_permissions", "other_account", "same_account", "other_owner"].map(result),
  ...["denied", "expired", "mismatch", "session", "provider_down", "setup", "code_expired", "off", "limit", "unknown"].map(
    result,
  ),
  ...[
    "problem",
    "detail-older",
    "detail-renaming",
    "profile-saved",
    "detail-refused",
    "disconnect",
    "disconnect-already",
    "disconnect-dialog",
    "connect-trouble",
    "profile",
    ...KEY_SCREENS,
    "delete-account",
  ],
  ...Object.keys(SHOP).map(detail),
  ...JOB_SCREENS,
  ...STAFF_SCREENS,
  ...LINK_SCREENS,
  ...LANGUAGE_SCREENS,
  ...EMERGENCY_SCREENS,
  ...NOTICE_SCREENS,
  ...OVERVIEW_SCREENS,
  ...CUSTODY_SCREENS,
  "diagnose",
  "diagnose-calls",
  ...Object.keys(LOOKS).map(diagnosis),
  ...Object.keys(ENDED).map(receipt),
  ...["admin-overview", "admin-overview-incidents", "admin-connections", "admin-connections-found", "admin-connections-no-match"],
  ...["admin-connection-reconnect", "admin-connection-working"],
  ...TABLE_SCREENS,
  ...PROVIDER_SCREENS,
  ...[
    "not-found",
    "not-found-page",
    "refused",
    "sandbox",
    "sandbox-consent",
    "sandbox-consent-note",
    "sandbox-console",
    "sandbox-behaviour",
  ],
];

function result(outcome: string): string {
  return `result-${outcome.replaceAll("_", "-")}`;
}
function receipt(end: string): string {
  return `receipt-${end.replaceAll("_", "-")}`;
}
function diagnosis(state: string): string {
  return `diagnose-${state.replaceAll("_", "-")}`;
}
function detail(state: string): string {
  return `detail-${state.replaceAll("_", "-")}`;
}

/** Plants everything there is to see and knows the way to each of it. */
export async function openGallery(stage: Stage): Promise<Gallery> {
  const { app } = stage;
  const { database } = app;
  const visitors = {
    stranger: await stage.visit({ as: null }),
    newcomer: await stage.visit({ as: "Jane Miller" }),
    leaver: await stage.visit({ as: "Jane Miller" }),
    seller: await stage.visit({ as: "Jane Miller" }),
    calm: await stage.visit({ as: "Jane Miller" }),
    busy: await stage.visit({ as: "Jane Miller" }),
    admin: await stage.visit({ as: "Ada Admin", role: "admin" }),
  };
  const { userId } = visitors.seller;
  const ids = await plantShop(database, userId);
  const endings: Record<string, string> = {};
  for (const [end, planted] of Object.entries(ENDED))
    endings[end] = await plantConnection(database, visitors.leaver.userId, planted);
  await plantMany(database, visitors.busy.userId);
  await plantConnection(database, visitors.calm.userId, SHOP.working);
  await connect(visitors.calm, { label: "Outlet", named: true });
  await nameThePeople(database);
  for (const state of Object.keys(LOOKS)) await plantDiagnosis(database, ids[state] ?? "", state);
  await plantTrouble(database);
  const results = await plantResults(database, userId, ids["working"] ?? "", ids["partial"] ?? "");
  // A look-alike's consent page is one navigation away from the leaving page, which would be gone before anybody saw it.
  const stay = (page: Page) => page.route(`${app.sandboxOrigin}/**/authorize?*`, (route) => route.fulfill({ status: 204 }));
  const go = (path: string) => async (page: Page) => void (await page.goto(`${app.origin}${path}`));
  // The page stays as it was read; everybody else's must not.
  const inTrouble = (path: string) => async (page: Page) => {
    await plantIncidents(database);
    await go(path)(page);
    await endIncidents(database);
  };
  const there = (path: string) => async (page: Page) => void (await page.goto(`${app.sandboxOrigin}${path}`));
  const of = (state: string) => ids[state] ?? "";
  const visitorOf = (page: Page) => Object.values(visitors).find((visitor) => visitor.page === page) ?? visitors.seller;

  const links = await linkScreens({ database, go, of });
  const notices = await noticeScreens({ database, go, userId, connection: of("reconnect") });

  const open: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    "sign-in": go(routes.signIn),
    "sign-in-problem": go(`${routes.signIn}?problem=link`),
    "sign-in-sent": go(routes.signInSent),
    "sign-in-continue": go(`${routes.signInContinue}?token=${"a".repeat(43)}&email=jane%40shop.test`),
    "sign-in-cut-link": go(routes.signInContinue),
    "mailbox-empty": async (page) => {
      await database.query("delete from mailbox_message");
      await go(routes.mailbox)(page);
    },
    mailbox: async (page) => {
      await plantLinks(database, app.origin);
      await go(routes.mailbox)(page);
    },
    help: go(routes.help),
    "dashboard-empty": go(routes.connections),
    dashboard: go(routes.connections),
    "dashboard-all-well": go(routes.connections),
    "dashboard-no-match": go(`${routes.connections}?q=zebra`),
    "dashboard-menu": async (page) => {
      await go(routes.connections)(page);
      await page.getByLabel("More for Tickets").last().click();
    },
    ...(await doorScreens({ app, go })),
    ...serviceScreens(go),
    ...custodyScreens({ database, go }),
    ...emergencyScreens({ database, go, working: of("working"), adminId: visitors.admin.userId }),
    ...overviewScreens({ database, go, inTrouble, adminId: visitors.admin.userId }),
    ...listScreens({ database, origin: app.origin, go, inTrouble, working: of("working") }),
    choose: go(routes.choose),
    connect: go(routes.connect("stubhub")),
    "connect-again": go(routes.connect("stubhub")),
    "connect-name-taken": go(`${routes.connect("stubhub")}?problem=label_taken&label=Main+store&scope=read%3Auser`),
    reconnect: go(routes.reconnect(of("reconnect"))),
    leave: async (page) => {
      await stay(page);
      await leaveFor(visitorOf(page), { label: "Matinees" });
      await see(page, "heading", "Taking you to StubHub");
    },
    problem: go(routes.problem("mismatch")),
    "detail-older": go(`${routes.connection(of("working"))}?before=999999999`),
    "detail-renaming": go(`${routes.connection(of("working"))}#label`),
    "profile-saved": async (page) => {
      await go(routes.profile)(page);
      await press(page, "Save profile");
      await see(page, "status");
    },
    "detail-refused": async (page) => {
      await go(`${routes.connection(of("working"))}#label`)(page);
      await page.getByRole("textbox", { name: "New name" }).fill("Tickets");
      await press(page, "Save name");
      await see(page, "alert");
    },
    disconnect: go(routes.disconnect(of("working"))),
    diagnose: go(routes.diagnose(of("ends_soon"))),
    "diagnose-calls": async (page) => {
      await go(routes.diagnose(of("trouble_on")))(page);
      await page.getByText("What we sent and what came back").click();
    },
    ...Object.fromEntries(Object.keys(LOOKS).map((state) => [diagnosis(state), go(routes.diagnose(of(state)))])),
    "disconnect-dialog": async (page) => {
      await go(routes.connection(of("working")))(page);
      await page.getByRole("link", { name: "Disconnect Main store" }).click();
      await see(page, "dialog", "Disconnect Main store?");
    },
    "connect-trouble": async (page) => {
      const trouble = (kind: string | null) =>
        database.query("update client_registration set trouble = $1 where provider_id = 'stubhub'", [kind]);
      await trouble("outage");
      await go(`${routes.connect("stubhub")}?preset=full&label=Matinees`)(page);
      await trouble(null);
    },
    "disconnect-already": go(routes.disconnect(of("disconnected"))),
    profile: go(routes.profile),
    ...(await keyScreens({ database, seller: userId, connection: of("working"), go })),
    "delete-account": go(routes.deleteAccount),
    "admin-overview": go(routes.admin.overview),
    "admin-overview-incidents": inTrouble(routes.admin.overview),
    "admin-connections": go(routes.admin.connections),
    "admin-connections-found": go(`${routes.admin.connections}?state=reconnect&q=eu`),
    "admin-connections-no-match": go(`${routes.admin.connections}?state=paused&q=zebra`),
    "admin-connection-reconnect": go(routes.admin.connection(of("reconnect"))),
    "admin-connection-working": go(routes.admin.connection(of("working"))),
    ...tableScreens({ go, broken: of("reconnect") }),
    "not-found": go(routes.connection("con_00nobody")),
    "not-found-page": go("/no-such-page"),
    refused: async (page) => {
      await page.goto("about:blank");
      await page.setContent(`<form method="post" action="${app.origin}${routes.api.theme}"><button>Send</button></form>`);
      await press(page, "Send");
      await see(page, "heading", "That did not come from this site");
    },
    sandbox: there("/"),
    "sandbox-consent": async (page) => {
      await page.unrouteAll();
      await leaveFor(visitorOf(page), { label: "Matinees" });
      await see(page, "button", "Allow (test)");
    },
    "sandbox-consent-note": async (page) => {
      await page.unrouteAll();
      await leaveFor(visitorOf(page), { label: "Matinees" });
      await see(page, "button", "Allow (test)");
      for (const box of await page.getByRole("group", { name: "What may Holdfast do?" }).getByRole("checkbox").all())
        await box.uncheck();
      await press(page, "Allow (test)");
      await see(page, "alert");
    },
    "sandbox-console": async (page) => {
      await stage.fault("renewal_refused", "on", 2);
      await there("/console?provider=stubhub")(page);
    },
    "sandbox-behaviour": there("/stubhub"),
    ...(await jobScreens({ database, admin: visitors.admin.userId, go })),
    ...(await staffScreens({ database, admin: visitors.admin.userId, seller: visitors.seller.userId, go })),
    ...links,
    ...(await providerScreens({ app, go })),
    ...languageScreens({ go, of }),
    ...notices,
    ...Object.fromEntries(Object.entries(endings).map(([end, id]) => [receipt(end), go(routes.connection(id))])),
    ...Object.fromEntries(Object.keys(SHOP).map((state) => [detail(state), go(routes.connection(of(state)))])),
    ...Object.fromEntries(Object.entries(results).map(([outcome, id]) => [result(outcome), go(routes.result(id))])),
  };
  return {
    visitors,
    screens: SCREENS.map((name) => {
      const way = open[name];
      if (!way) throw new Error(`nobody knows the way to ${name}`);
      return { name, open: way };
    }),
    [Symbol.asyncDispose]: async () => {
      for (const visitor of Object.values(visitors)) await visitor.context.close();
    },
  };
}

/** Who looks at a screen. */
export function visitorFor({ visitors }: Gallery, name: string): Visitor {
  if (name.startsWith("admin-")) return visitors.admin;
  if (name.startsWith("receipt-")) return visitors.leaver;
  if (/^(sign-in|invitation|setup|mailbox|less-mail|problem|repair|refused|sandbox$|sandbox-(console|behaviour))/.test(name))
    return visitors.stranger;
  if (/^(dashboard-empty|api-keys-empty|notifications-empty|choose|connect|leave)$|^sandbox-consent/.test(name))
    return visitors.newcomer;
  if (name.startsWith("dashboard-full")) return visitors.busy;
  if (name === "activity-empty" || name === "offline") return visitors.newcomer;
  return name === "dashboard-all-well" ? visitors.calm : visitors.seller;
}
