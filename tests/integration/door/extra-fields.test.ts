import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { changes, dump } from "@/tests/support/dump";
import { FORMS, type Ids } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { connectAccount, visitor } from "@/tests/support/visitor";

let app: App;
let victim: Seller;
let jane: Seller;
let ids: Ids;
beforeAll(async () => {
  app = await startApp();
  victim = await sellerWithConnection(app, "Omar", "ben");
  jane = await sellerWithConnection(app, "Jane", "ana");
  const held = await connectAccount(app, jane.browser, { reconnect: jane.ids.connection }, { account: "new" });
  ids = { ...jane.ids, attempt: held.attempt };
});
afterAll(() => app[Symbol.asyncDispose]());

const MARK = "put-in-by-hand";

/** Thirty fields that no form has, named like columns, members and switches of ours. */
const extraFields = (): Readonly<Record<string, string>> => ({
  id: victim.ids.connection,
  publicId: MARK,
  public_id: MARK,
  userId: victim.ids.person,
  user_id: victim.ids.person,
  ownerId: victim.ids.person,
  owner_id: victim.ids.person,
  personId: victim.ids.person,
  sessionId: victim.ids.session,
  connectionId: victim.ids.connection,
  attemptId: victim.ids.attempt,
  role: "admin",
  "role[]": "admin",
  "user[role]": "admin",
  isAdmin: "true",
  isDemo: "true",
  isTest: "false",
  emailVerifiedAt: "2020-01-01",
  disabledAt: "",
  status: "REVOKED",
  sealed: MARK,
  accessToken: MARK,
  refreshToken: MARK,
  generation: "99",
  expiresAt: "2099-01-01",
  scopeGranted: MARK,
  accountKey: MARK,
  registrationId: MARK,
  __proto__x: MARK,
  "constructor.prototype.role": "admin",
});

const EVERY = ["session.last_seen_at"];
const CONNECTION = ["+audit_event", "+connection_event", "connection.updated_at", ...EVERY];

/** What the database works out by itself from what a form may change. */
const DERIVED = /^[+-]?(connection_state|downtime)(\.|$)|^credential\.(standing|state_until)$/;

/** What each form may change. Whatever else changes was put in. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  "/api/oauth/[provider]/start": ["+authorization_attempt", ...EVERY],
  "/api/attempts/[id]/settle": [
    "+audit_event",
    "+connection",
    "+connection_event",
    "+credential",
    "+notice",
    "authorization_attempt.finished_at",
    "authorization_attempt.outcome",
    "authorization_attempt.result",
    "authorization_attempt.sealed",
    ...EVERY,
  ],
  // It works, so there is nothing to share and nothing to take back.
  "/api/connections/[id]/link": [...EVERY],
  "/api/connections/[id]/link/end": [...EVERY],
  "/api/repair/[code]": [],
  "/api/connections/[id]/pause": [
    "+paused_span",
    "connection.paused_at",
    "connection.status",
    "credential.refresh_after",
    ...CONNECTION,
  ],
  "/api/connections/[id]/resume": [
    "connection.paused_at",
    "connection.status",
    "credential.refresh_after",
    "paused_span.ended_at",
    ...CONNECTION,
  ],
  "/api/connections/[id]/refresh": [
    "+connection_event",
    "+refresh_attempt",
    ...[
      "access_expires_at",
      "generation",
      "last_refresh_ms",
      "last_refreshed_at",
      "obtained_at",
      "refresh_after",
      "refresh_fingerprint",
      "sealed",
    ].map((column) => `credential.${column}`),
    ...EVERY,
  ],
  "/api/connections/[id]/check": ["connection.check_after", "connection.proven_at", ...CONNECTION],
  "/api/connections/[id]/diagnose": ["+audit_event", "+connection_event", "+diagnosis", "connection.check_after", ...EVERY],
  "/api/connections/[id]/rename": ["connection.label", ...CONNECTION],
  "/api/settings/profile": ["app_user.language", "app_user.name", "app_user.theme", "app_user.time_zone", ...EVERY],
  "/api/api-keys": ["+api_key", "+audit_event", ...EVERY],
  "/api/api-keys/[key]/rotate": ["+api_key", "+audit_event", "api_key.expires_at", "api_key.replaced_at", ...EVERY],
  "/api/api-keys/[key]/revoke": ["+audit_event", "api_key.revoked_at", ...EVERY],
  // The view is kept in the browser, and an account is deleted only by somebody who writes its address.
  "/api/settings/view": [...EVERY],
  "/api/settings/delete": [...EVERY],
  "/api/language": ["app_user.language", ...EVERY],
  "/api/settings/theme": ["app_user.theme", ...EVERY],
  "/api/sign-in": ["+mailbox_message", "+throttle", "+verification"],
  "/api/sign-in/service": [],
  "/api/invite/accept": [],
  "/api/invite/decline": [],
  "/api/setup/code": [],
  "/api/setup/mail": [],
  "/api/setup/finish": [],
  "/api/sign-in/continue": [],
  "/api/sessions/end-others": ["+audit_event", ...EVERY],
  "/api/settings/notifications": ["+notice_setting", ...EVERY],
  "/api/notifications/test": ["+mail", "+mailbox_message", ...EVERY],
  "/api/notifications/read": ["notice.read_at", ...EVERY],
  "/api/notifications/watch/[provider]": ["+provider_watch", ...EVERY],
  "/api/notifications/less": [],
  "/api/connections/[id]/mute": ["connection.muted_at", ...EVERY],
  "/api/connections/[id]/disconnect": [
    ...["access_until", "ending_next_at", "ending_tries", "ending_try_until"].map((column) => `connection.${column}`),
    "connection.disconnected_at",
    "connection.revocation_at",
    "connection.revocation_reference",
    "connection.revocation_result",
    "connection.status",
    ...CONNECTION,
  ].concat(
    [
      "access_expires_at",
      "generation",
      "key_id",
      "refresh_after",
      "refresh_fingerprint",
      "sealed",
      "has_refresh",
      "lease_id",
      "lease_until",
    ].map((column) => `credential.${column}`),
  ),
  "/api/sign-in/demo": ["+known_device", "+session", "-session", "known_device.seen_at"],
  "/api/sessions/[id]/end": ["+audit_event", "-session", ...EVERY],
  "/api/sign-out": ["-session"],
  // A seller finds none of these; who they are told apart from is in tests/admin/table.test.ts.
  "/api/admin/connections/export": [],
  "/api/admin/connections/[id]/act/[act]": [...EVERY],
  "/api/admin/connections/[id]/link": [...EVERY],
  "/api/admin/connections/[id]/see": [...EVERY],
  "/api/admin/list/columns": [...EVERY],
  "/api/admin/list/density": [...EVERY],
  "/api/admin/views": [...EVERY],
  "/api/admin/views/[id]/rename": [...EVERY],
  "/api/admin/views/[id]/remove": [...EVERY],
  "/api/admin/providers": [...EVERY],
  "/api/admin/providers/look-up": [...EVERY],
  "/api/admin/providers/[id]/change": [...EVERY],
  "/api/admin/providers/[id]/remove": [...EVERY],
  "/api/admin/providers/[id]/client": [...EVERY],
  "/api/admin/providers/[id]/note": [...EVERY],
  "/api/admin/clients/[id]": [...EVERY],
  "/api/admin/clients/[id]/secret": [...EVERY],
  "/api/admin/clients/[id]/secrets": [...EVERY],
  "/api/admin/clients/[id]/act": [...EVERY],
  "/api/admin/emergency": [...EVERY],
  "/api/admin/clients/[id]/remove": [...EVERY],
  "/api/admin/clients/[id]/test": [...EVERY],
  // Admins' forms do not exist for a seller.
  ...Object.fromEntries(FORMS.filter(({ permission }) => permission).map(({ pattern }) => [pattern, EVERY])),
};

/** Mail is planned and handed over by a process's own rhythm: what is written then belongs to no form. */
async function untilMailIsOut(): Promise<void> {
  const open = () =>
    app.database.query("select from mail where state = 'waiting' union all select from notice where planned_at is null");
  await expect.poll(async () => (await open()).length, { timeout: 20_000 }).toBe(0);
}

it("E12: thirty fields that a form does not have change nothing beside what the form is for", async () => {
  const extra = extraFields();
  const theirs = async () =>
    app.database.query("select * from app_user u left join connection c on c.owner_id = u.id where u.public_id = $1", [
      victim.ids.person,
    ]);
  const before = await theirs();

  for (const pattern of Object.keys(MAY)) {
    const form = FORMS.find((each) => each.pattern === pattern);
    const browser = visitor(app.origin, jane.cookie);
    await untilMailIsOut();
    const was = await dump(app.database.url);
    const answer = await browser.submit(form?.at(ids) ?? "", { ...extra, ...form?.fields?.(ids) });
    expect([303, 404], pattern).toContain(answer.status);
    await untilMailIsOut();
    const unexpected = changes(was, await dump(app.database.url)).filter(
      (change) => !MAY[pattern]?.includes(change) && !DERIVED.test(change),
    );
    expect(unexpected, pattern).toEqual([]);
    expect(`${JSON.stringify(answer.headers)}${answer.body}`, pattern).not.toContain(MARK);
  }

  expect(Object.keys(extra)).toHaveLength(30);
  expect(Object.keys(MAY).sort()).toEqual(FORMS.map(({ pattern }) => pattern).sort());
  expect(await theirs()).toEqual(before);
  const everything = JSON.stringify(await dump(app.database.url));
  expect(everything).not.toContain(MARK);
  expect(await app.database.query("select 1 from app_user where role = 'admin' and not is_demo")).toEqual([]);
});

it("E12: a field that stands twice is refused rather than guessed at", async () => {
  const { cookie } = await app.signIn("Kim");
  const browser = visitor(app.origin, cookie);
  const body = "name=Kim&name=Root&theme=dark";

  await browser.look("/api/settings/profile", {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body,
  });

  expect(await app.database.query("select 1 from app_user where name = 'Root' or (name = 'Kim' and theme = 'dark')")).toEqual([]);
});
