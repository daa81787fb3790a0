import type { Page } from "playwright-core";
import { customDefinition } from "@/lib/core/providers/custom-definition";
import { routes } from "@/lib/views/routes";
import { TYPED_COOKIE, typedCookie } from "@/lib/web/typed-cookie";
import type { App } from "./app";

/** Screens of providers; all begin as those that an admin sees. */
export const PROVIDER_SCREENS = [
  "admin-providers",
  "admin-provider",
  "admin-provider-test-failed",
  "admin-provider-new-client",
  "admin-provider-new-client-problem",
  "admin-provider-new",
  "admin-provider-own",
] as const;

type Open = (page: Page) => Promise<void>;
type Known = { readonly app: Pick<App, "origin" | "secrets" | "database">; readonly go: (path: string) => Open };

const CLIENT = "reg_galleryclient00000";
const OWN = "own-acme-g4ll8";

const STEPS = [
  ["line", "well", "safe", { host: "api.foxycart.com" }],
  ["authorize", "wrong", "refused", { status: 400 }],
  ["token", "well", "answers", { status: 401 }],
  ["client", "wrong", "older_accepted", { code: "invalid_client" }],
  ["callback", "open", "sign_in", {}],
  ["clock", "wrong", "ahead", { seconds: 94 }],
] as const;

/** A client whose secret is being replaced and whose test failed, and a provider that an admin has described. */
export async function providerScreens({ app, go }: Known): Promise<Readonly<Record<(typeof PROVIDER_SCREENS)[number], Open>>> {
  const { database } = app;
  const { authSecret = "" } = await app.secrets();
  const notes = [
    { savedAt: "2026-11-21T09:00:00.000Z", ends: "9f2c" },
    { savedAt: "2026-05-03T09:00:00.000Z", ends: "71ab" },
  ];
  await database.query(
    `insert into client_registration (public_id, provider_id, environment_id, name, client_id, enabled, made_by, stopped_at, secret_notes, renewals_paused_at)
     values ($1, 'foxy', 'production', '+2027', 'holdfast-2027', false, 'admin', now(), $2, now() - interval '20 minutes')`,
    [CLIENT, JSON.stringify(notes)],
  );
  const steps = STEPS.map(([name, state, why, values]) => ({ name, state, why, values }));
  await database.query(
    "insert into registration_test (registration_id, tested_at, report) select id, now() - interval '2 minutes', $2 from client_registration where public_id = $1",
    [CLIENT, JSON.stringify({ steps, secrets: ["refused", "accepted"] })],
  );
  await database.query("insert into provider_setting (provider_id, use_note) values ('foxy', $1)", [
    "We list your products and follow your orders.\nNothing is sold or changed without you.",
  ]);
  await database.query("insert into custom_provider (provider_id, definition) values ($1, $2)", [
    OWN,
    JSON.stringify(ownDefinition()),
  ]);
  const returned = async (page: Page) => {
    const values = { name: "2027", client_id: "an-id-of-ours" };
    const { key, cookie } = typedCookie(authSecret, { problem: "client_secret", values }, new Date());
    const value = cookie.slice(TYPED_COOKIE.length + 1).split(";", 1)[0] ?? "";
    const url = app.origin.replace("http:", "https:");
    await page.context().addCookies([{ name: TYPED_COOKIE, value, url, httpOnly: true, secure: true }]);
    await go(`${routes.admin.provider("stockx", "new")}&typed=${key}`)(page);
  };
  return {
    "admin-providers": go(routes.admin.providers),
    "admin-provider": go(routes.admin.provider("stubhub")),
    "admin-provider-test-failed": go(routes.admin.provider("foxy", CLIENT)),
    "admin-provider-new-client": go(routes.admin.provider("stockx", "new")),
    "admin-provider-new-client-problem": returned,
    "admin-provider-new": go(routes.admin.newProvider),
    "admin-provider-own": async (page) => {
      // A process knows within seconds what another one has written down.
      for (let tries = 0; tries < 20; tries++) {
        await go(routes.admin.provider(OWN))(page);
        if (await page.getByRole("heading", { name: "Acme" }).isVisible()) return;
        await page.waitForTimeout(500);
      }
    },
  };
}

function ownDefinition(): unknown {
  const typed = {
    name: "Acme",
    issuer: "https://login.acme.example",
    authorize: "https://login.acme.example/authorize",
    token: "https://login.acme.example/token",
    revoke: "https://login.acme.example/revoke",
    keys: "https://login.acme.example/keys",
    api: "https://api.acme.example",
    scopes: "openid offline_access",
    method: "basic",
  };
  const made = customDefinition(typed, { id: OWN, environmentId: "r1", allowLoopback: false });
  if (!made.ok) throw new Error(`the gallery's own provider does not fit: ${made.error}`);
  return made.value;
}
