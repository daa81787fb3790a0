import { readFileSync } from "node:fs";
import path from "node:path";
import type { Permission } from "@/lib/core/roles";
import { routes } from "@/lib/views/routes";
import { ADMIN_ROUTES } from "./admin-route-table";
import type { Fields } from "./ask";

/** Public ids that stand in addresses. */
export type Ids = {
  readonly connection: string;
  readonly attempt: string;
  readonly session: string;
  readonly person: string;
} & OtherIds;

/** Of what few tests make. Where one makes none of it, they are nobody's. */
export type OtherIds = { readonly job: string; readonly auditEvent: string; readonly apiKey: string };
export const NOBODYS: OtherIds = { job: "job_nobody", auditEvent: "999999999", apiKey: "key_nobody" };

/** One address of the built application, and what is meant to be behind it. */
export type DoorRoute = {
  /** As the build's manifest writes it. */
  readonly pattern: string;
  readonly kind: "page" | "form" | "read";
  /** Whether somebody who is not signed in gets more than the way to the sign-in page. */
  readonly open: boolean;
  /**
   * What a role must allow. To whoever sees no admin page it is an address of nothing; an admin whose role does not
   * allow it is told so. Left out: every person has it.
   */
  readonly permission?: Permission;
  /** It takes a link, a code or a first run that nobody has here: there is nothing to see, for anybody. */
  readonly empty?: true;
  readonly at: (ids: Ids) => string;
  /** A form as its page sends it. */
  readonly fields?: (ids: Ids) => Fields;
};

const page = (pattern: string, at: DoorRoute["at"], open = false): DoorRoute => ({
  pattern,
  kind: "page",
  open,
  at,
});
const emptyPage = (pattern: string, at: DoorRoute["at"]): DoorRoute => ({ ...page(pattern, at, true), empty: true });
const form = (pattern: string, at: DoorRoute["at"], fields: DoorRoute["fields"] = () => ({}), open = false): DoorRoute => ({
  pattern,
  kind: "form",
  open,
  at,
  fields,
});

/** Of the form of a repair link's code, and of no link. */
const NO_CODE = "n".repeat(32);

/** Every address. A build that has one more fails the tests until somebody says here who may use it. */
export const ROUTES: readonly DoorRoute[] = [
  page("/", () => routes.home, true),
  page("/sign-in", () => routes.signIn, true),
  page("/sign-in/sent", () => routes.signInSent, true),
  page("/sign-in/continue", () => `${routes.signInContinue}?token=${"t".repeat(43)}&email=x%40shop.test`, true),
  emptyPage("/sign-in/leave", () => routes.signInLeave),
  emptyPage("/setup", () => routes.setup),
  emptyPage("/invite/[token]", () => routes.invite("i".repeat(43))),
  page("/mailbox", () => routes.mailbox, true),
  page("/help", () => routes.help, true),
  page("/connections/problem/[cause]", () => routes.problem("mismatch"), true),
  emptyPage("/r/[code]", () => routes.repair(NO_CODE)),
  emptyPage("/r/[code]/[attempt]", () => routes.repairResult(NO_CODE, "att_nobody")),
  emptyPage("/r/[code]/leave/[attempt]", () => routes.repairLeave(NO_CODE, "att_nobody")),
  page("/activity", () => routes.activity),
  page("/connections", () => routes.connections),
  page("/connections/new", () => routes.choose),
  page("/connections/new/[provider]", () => routes.connect("stubhub")),
  page("/connections/leave/[attempt]", ({ attempt }) => routes.leave(attempt)),
  page("/connections/result/[attempt]", ({ attempt }) => routes.result(attempt)),
  page("/connections/[id]", ({ connection }) => routes.connection(connection)),
  page("/connections/[id]/reconnect", ({ connection }) => routes.reconnect(connection)),
  page("/connections/[id]/disconnect", ({ connection }) => routes.disconnect(connection)),
  page("/connections/[id]/diagnose", ({ connection }) => routes.diagnose(connection)),
  page("/connections/[id]/share", ({ connection }) => routes.share(connection)),
  page("/settings/profile", () => routes.profile),
  page("/settings/delete", () => routes.deleteAccount),
  page("/settings/notifications", () => routes.notificationSettings),
  page("/notifications", () => routes.notifications()),
  page("/less-mail", () => routes.lessMail(NO_CODE), true),
  page("/settings/api-keys", () => routes.apiKeys),
  page("/settings/api-keys/new", () => routes.newApiKey),
  page("/settings/api-keys/[key]", ({ apiKey }) => routes.apiKey(apiKey)),
  ...ADMIN_ROUTES,
  { pattern: "/api/calendar/[code]", kind: "read", open: true, at: () => routes.api.calendar(NO_CODE) },
  // Programs come here with a key, and no cookie counts: tests/integration/api-keys.
  { pattern: "/api/v1/connections", kind: "read", open: true, at: () => routes.api.v1.connections },
  {
    pattern: "/api/v1/connections/[id]",
    kind: "read",
    open: true,
    at: ({ connection }) => routes.api.v1.connection(connection),
  },
  {
    pattern: "/api/v1/connections/[id]/token",
    kind: "read",
    open: true,
    at: ({ connection }) => routes.api.v1.token(connection),
  },
  { pattern: "/api/health", kind: "read", open: true, at: () => routes.api.health },
  { pattern: "/api/auth/[...nextauth]", kind: "read", open: true, at: () => "/api/auth/session" },
  {
    pattern: "/api/oauth/[provider]/callback",
    kind: "read",
    open: true,
    at: () => `${routes.api.callback("stubhub")}?code=c&state=s`,
  },
  {
    pattern: "/api/oauth/[provider]/callback/[registration]",
    kind: "read",
    open: true,
    at: () => `${routes.api.callback("stubhub", "reg_1")}?code=c&state=s`,
  },
  { pattern: "/api/activity/export", kind: "read", open: false, at: () => routes.api.exportActivity },
  // Mail programs POST there as well: tests/integration/notices/less-mail.test.ts.
  {
    pattern: "/api/notifications/one-click",
    kind: "read",
    open: true,
    at: () => routes.api.lessMailOneClick(NO_CODE),
  },
  { pattern: "/api/connections/pulse", kind: "read", open: false, at: () => routes.api.pulse },
  form(
    "/api/oauth/[provider]/start",
    () => routes.api.start("stubhub"),
    ({ connection }) => ({ label: "", reconnect: connection }),
  ),
  form(
    "/api/attempts/[id]/settle",
    ({ attempt }) => routes.api.settle(attempt),
    () => ({ choice: "new" }),
  ),
  form("/api/connections/[id]/link", ({ connection }) => routes.api.makeLink(connection)),
  form("/api/connections/[id]/link/end", ({ connection }) => routes.api.takeLinkBack(connection)),
  form("/api/repair/[code]", () => routes.api.startRepair(NO_CODE), undefined, true),
  form("/api/connections/[id]/pause", ({ connection }) => routes.api.pause(connection)),
  form("/api/connections/[id]/resume", ({ connection }) => routes.api.resume(connection)),
  form("/api/connections/[id]/refresh", ({ connection }) => routes.api.refresh(connection)),
  form("/api/connections/[id]/check", ({ connection }) => routes.api.check(connection)),
  form("/api/connections/[id]/diagnose", ({ connection }) => routes.api.diagnose(connection)),
  form(
    "/api/connections/[id]/rename",
    ({ connection }) => routes.api.rename(connection),
    () => ({ label: "Renamed by its form" }),
  ),
  form("/api/connections/[id]/disconnect", ({ connection }) => routes.api.disconnect(connection)),
  form(
    "/api/settings/profile",
    () => routes.api.profile,
    () => ({ name: "New Name", timeZone: "Europe/Berlin", theme: "dark", language: "en", density: "normal" }),
  ),
  form(
    "/api/settings/delete",
    () => routes.api.deleteMine,
    () => ({ email: "nobody@shop.test", step: "delete" }),
  ),
  form(
    "/api/api-keys",
    () => routes.api.makeApiKey,
    () => ({ name: "Made by its form", may: "status", days: "30", which: "all" }),
  ),
  form("/api/api-keys/[key]/rotate", ({ apiKey }) => routes.api.rotateApiKey(apiKey)),
  form("/api/api-keys/[key]/revoke", ({ apiKey }) => routes.api.revokeApiKey(apiKey)),
  { pattern: "/api/settings/export", kind: "read", open: false, at: () => routes.api.exportMine },
  form(
    "/api/settings/theme",
    () => routes.api.theme,
    () => ({ theme: "dark" }),
    true,
  ),
  form(
    "/api/language",
    () => routes.api.language,
    () => ({ language: "en" }),
    true,
  ),
  form(
    "/api/settings/view",
    () => routes.api.view,
    () => ({ view: "cards" }),
  ),
  form(
    "/api/settings/notifications",
    () => routes.api.notificationSettings,
    () => ({ when: "daily", mail: "reconnect", app: "trouble" }),
  ),
  form("/api/notifications/test", () => routes.api.testMail),
  form(
    "/api/notifications/read",
    () => routes.api.readNotifications,
    () => ({ upTo: "1" }),
  ),
  form("/api/notifications/watch/[provider]", () => routes.api.watch("stubhub")),
  form(
    "/api/notifications/less",
    () => routes.api.lessMail,
    () => ({ for: NO_CODE }),
    true,
  ),
  form(
    "/api/connections/[id]/mute",
    ({ connection }) => routes.api.mute(connection),
    () => ({ mute: "on" }),
  ),
  form("/api/sessions/end-others", () => routes.api.endOtherSessions),
  form("/api/sessions/[id]/end", ({ session }) => routes.api.endSession(session)),
  form(
    "/api/sign-in",
    () => routes.api.signIn,
    () => ({ email: "somebody@shop.test" }),
    true,
  ),
  form(
    "/api/sign-in/continue",
    () => routes.api.signInContinue,
    () => ({ token: "t".repeat(43), email: "somebody@shop.test" }),
    true,
  ),
  form(
    "/api/sign-in/demo",
    () => routes.api.demoSignIn,
    ({ person }) => ({ person }),
    true,
  ),
  form("/api/sign-in/service", () => routes.api.signInService, undefined, true),
  ...(["acceptInvitation", "declineInvitation"] as const).map((name) =>
    form(
      routes.api[name],
      () => routes.api[name],
      () => ({ token: "i".repeat(43) }),
      true,
    ),
  ),
  form(
    "/api/setup/code",
    () => routes.api.setupCode,
    () => ({ code: "AAAA-BBBB-CCCC-DDDD-EEEE" }),
    true,
  ),
  ...(["setupMail", "setupFinish"] as const).map((name) =>
    form(
      routes.api[name],
      () => routes.api[name],
      () => ({ name: "Ada Admin", email: "ada@shop.test" }),
      true,
    ),
  ),
  form("/api/sign-out", () => routes.api.signOut, undefined, true),
];

export const PAGES = ROUTES.filter((route) => route.kind === "page");
export const FORMS = ROUTES.filter((route) => route.kind === "form");
export const CLOSED = ROUTES.filter((route) => !route.open);
/** What a seller is let in to. */
export const SELLERS = CLOSED.filter(({ permission }) => permission === undefined);
export const ADMINS = ROUTES.filter(({ permission }) => permission !== undefined);

/** What the framework adds by itself; neither can be asked for by name. */
const OF_THE_FRAMEWORK: ReadonlySet<string> = new Set(["/_not-found", "/_global-error"]);

/** Addresses of the build that stands in `.next`. */
export const builtPatterns = (): readonly string[] =>
  Object.values(builtManifest<Record<string, string>>("app-path-routes-manifest.json")).filter(
    (pattern) => !OF_THE_FRAMEWORK.has(pattern),
  );

export const builtManifest = <T>(name: string): T => JSON.parse(readFileSync(path.resolve(".next", name), "utf8")) as T;

/** Ids of nobody, of the same form and length as real ones. */
export const nobodys = (like: Ids): Ids => ({
  connection: unknownLike(like.connection),
  attempt: unknownLike(like.attempt),
  session: unknownLike(like.session),
  person: unknownLike(like.person),
  apiKey: unknownLike(like.apiKey),
  job: unknownLike(like.job),
  auditEvent: like.auditEvent,
});

const unknownLike = (id: string): string => `${id.slice(0, 6)}${"Z9".repeat(40)}`.slice(0, id.length);
