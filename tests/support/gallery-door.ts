import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { SETUP_COOKIE, type SetupDraft, setupCookie } from "@/lib/web/setup-cookie";
import type { App } from "./app";

/** Screens of ways in. All of them are seen by strangers. */
export const DOOR_SCREENS: readonly string[] = [
  "sign-in-too-many",
  "invitation",
  "invitation-admin",
  "invitation-over",
  "invitation-gone",
  "setup-code",
  "setup",
  "setup-trouble",
];

type Here = { readonly app: App; readonly go: (path: string) => (page: Page) => Promise<void> };

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
const tokenOf = (name: string): string => name.padEnd(43, "_");
const PROOF = "proof of a code that nobody has to guess";

/** Plants who is invited and knows the way to every page before somebody is in. */
export async function doorScreens({ app, go }: Here): Promise<Readonly<Record<string, (page: Page) => Promise<void>>>> {
  const { database } = app;
  const invite = async (name: string, role: string, until: string, by: string | null) => {
    await database.query(
      `insert into app_user (public_id, name, email, role, invitation_hash, invited_until, invited_by)
       values ($1, $2, $3, $4::"Role", $5, now() + $6::interval, $7)`,
      [`usr_${name.padEnd(20, "0")}`, name, `${name}@shop.example`, role, sha256(tokenOf(name)), until, by],
    );
    return go(routes.invite(tokenOf(name)));
  };
  const { authSecret = "" } = await app.secrets();
  const seenOrigin = app.origin;
  const setup = (draft: Omit<SetupDraft, "proof"> | null) => async (page: Page) => {
    const line = draft === null ? null : setupCookie(authSecret, { ...draft, proof: PROOF }, new Date());
    const value = line?.slice(SETUP_COOKIE.length + 1).split(";", 1)[0];
    if (value !== undefined)
      await page
        .context()
        .addCookies([{ name: SETUP_COOKIE, value, url: app.origin.replace("http:", "https:"), httpOnly: true, secure: true }]);
    await inAnEmptyHouse(app, () => go(routes.setup)(page));
    await page.context().clearCookies({ name: SETUP_COOKIE });
  };
  return {
    "sign-in-too-many": go(`${routes.signIn}?problem=too_many&minutes=7`),
    invitation: await invite("jane-miller", "seller", "6 days", "Ada Admin"),
    "invitation-admin": await invite("omar-haddad", "admin", "3 days", null),
    "invitation-over": await invite("late-comer", "seller", "-1 day", null),
    "invitation-gone": go(routes.invite(tokenOf("nobody"))),
    "setup-code": setup(null),
    setup: setup({ seenOrigin, name: "", email: "", mail: "open" }),
    "setup-trouble": setup({ seenOrigin: "https://192.0.2.7:8443", name: "Ada", email: "ada@shop.example", mail: "failed" }),
  };
}

/** Everybody steps out for as long as a page takes: a first run is one only while there is nobody. */
async function inAnEmptyHouse({ database }: App, look: () => Promise<void>): Promise<void> {
  await database.query(
    `alter table app_user rename to app_user_away; create table app_user (like app_user_away including defaults);
     insert into deployment (key, value) values ('setup_code', '${PROOF}') on conflict (key) do update set value = excluded.value`,
  );
  try {
    await look();
  } finally {
    await database.query(
      "drop table app_user; alter table app_user_away rename to app_user; delete from deployment where key = 'setup_code'",
    );
  }
}
