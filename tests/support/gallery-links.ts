import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";
import { press, see } from "./steps";

/** Ends of a flow with a link, and how the link stands that each page belongs to. */
const RESULTS = ["done", "denied", "wrong_account", "unsure", "provider_down", "setup"] as const;
const ENDS = { used: "used_at = now()", taken_back: "taken_back_at = now()", expired: "expires_at = now()" } as const;

const named = (state: string): string => `repair-${state.replaceAll("_", "-")}`;

/** Screens of repair links. Those that begin with `repair` are seen by strangers. */
export const LINK_SCREENS: readonly string[] = [
  ...["share", "share-made", "share-open", "share-no-account", "detail-link-open", "repair", "repair-problem", "repair-leave"],
  ...[...RESULTS, ...Object.keys(ENDS), "gone", "unknown"].map(named),
];

type Here = {
  readonly database: TestDatabase;
  readonly go: (path: string) => (page: Page) => Promise<void>;
  /** The connection in a state. */
  readonly of: (state: string) => string;
};

const codeOf = (name: string): string => name.padEnd(32, "_");

/** Plants a link of each kind and knows the way to its page. */
export async function linkScreens({ database, go, of }: Here): Promise<Readonly<Record<string, (page: Page) => Promise<void>>>> {
  const plant = async (name: string, connection: string, change = "") => {
    // A connection has one open link at a time.
    await database.query(
      `insert into repair_link (public_id, connection_id, code_hash, expires_at, used_at)
       select 'lnk_' || $1::text, id, translate(encode(sha256($2::bytea), 'base64'), '+/=', '-_'), now() + interval '21 hours', now()
       from connection where public_id = $3`,
      [name.padEnd(20, "0"), codeOf(name), connection],
    );
    await database.query(
      `update repair_link set ${/used_at/.test(change) ? change : ["used_at = null", change].filter(Boolean).join(", ")} where public_id = $1`,
      [`lnk_${name.padEnd(20, "0")}`],
    );
    return codeOf(name);
  };
  const attempt = async (outcome: string, link: string) => {
    const id = `att_link${outcome}`.padEnd(24, "0");
    await database.query(
      `insert into authorization_attempt (public_id, state_hash, browser_hash, user_id, repair_link_id, provider_id, environment_id, registration_id,
         connection_id, label, scope, reference, expires_at, consumed_at, finished_at, outcome)
       select $1::text, $1, $1, c.owner_id, l.id, c.provider_id, c.environment_id, c.registration_id, c.id, c.label, '{}', 'R7-K2M',
         now() + interval '5 minutes', now(), now(), $2
       from repair_link l join connection c on c.id = l.connection_id where l.public_id = $3`,
      [id, outcome === "done" ? "reconnected" : outcome, `lnk_${link.padEnd(20, "0")}`],
    );
    return id;
  };
  const ends: Record<string, (page: Page) => Promise<void>> = {};
  for (const [end, change] of Object.entries(ENDS))
    ends[named(end)] = go(routes.repair(await plant(end, of(end === "expired" ? "trouble_off" : "reconnect"), change)));
  const back = await plant("back", of("reconnect"), "used_at = now()");
  for (const outcome of RESULTS) ends[named(outcome)] = go(routes.repairResult(back, await attempt(outcome, "back")));
  ends[named("gone")] = go(routes.repair(await plant("gone", of("disconnected"))));
  const open = await plant("open", of("reconnect"));
  return {
    ...ends,
    "share-open": go(routes.share(of("reconnect"))),
    "detail-link-open": go(routes.connection(of("reconnect"))),
    share: go(routes.share(of("ends_soon"))),
    "share-made": async (page) => {
      await go(routes.share(of("partial")))(page);
      await press(
        page,
        (await page.getByRole("button", { name: "Make a new link" }).count()) > 0 ? "Make a new link" : "Make a link",
      );
      await see(page, "textbox", "Your link");
    },
    "share-no-account": async (page) => {
      const id = of("ends_soon");
      const [before] = await database.query("select account_name, account_key from connection where public_id = $1", [id]);
      const set = (name: unknown, key: unknown) =>
        database.query("update connection set account_name = $2, account_key = $3 where public_id = $1", [id, name, key]);
      await set(null, null);
      await go(routes.share(id))(page);
      await set(before?.["account_name"], before?.["account_key"]);
    },
    repair: go(routes.repair(open)),
    "repair-problem": go(`${routes.repair(open)}?problem=too_many_starts`),
    "repair-leave": async (page) => {
      // The marketplace's page is one navigation away, and would be there before anybody saw this one.
      await page.route("**/authorize?*", (route) => route.fulfill({ status: 204 }));
      await go(routes.repair(open))(page);
      await press(page, "Continue to StubHub");
      await see(page, "heading", "Taking you to StubHub");
    },
    [named("unknown")]: go(routes.repair(codeOf("nobody"))),
  };
}
