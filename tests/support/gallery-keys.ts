import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { plantKey } from "./plant-keys";
import type { TestDatabase } from "./postgres";
import { press, see } from "./steps";

/** Screens of the keys of a seller's tools. */
export const KEY_SCREENS: readonly string[] = [
  "api-keys-empty",
  "api-keys",
  "api-key-made",
  "api-key-new",
  "api-key-fault",
  "api-key-end",
  "detail-used-by",
];

type Here = {
  readonly database: TestDatabase;
  /** Whose keys they are. */
  readonly seller: string;
  readonly connection: string;
  readonly go: (path: string) => (page: Page) => Promise<void>;
};

/** Plants a key in each state and knows the way to its pages. */
export async function keyScreens({ database, seller, connection, go }: Here) {
  const plant = (name: string, change: string, more: Partial<Parameters<typeof plantKey>[2]> = {}) =>
    plantKey(database, seller, { name, change, ...more });
  const ago = (time: string) => `now() - interval '${time}'`;
  await plant("Old price list", `revoked_at = ${ago("2 days")}, created_at = ${ago("40 days")}, used_at = ${ago("3 days")}`);
  await plant(
    "Ticket bot",
    `replaced_at = ${ago("1 hour")}, expires_at = now() + interval '23 hours', used_at = ${ago("9 minutes")}`,
  );
  await plant("Stock report", `created_at = ${ago("80 days")}`, { may: "status" });
  const used = await plant("Price robot", `used_at = ${ago("4 minutes")}, used_from = '203.0.113.7'`, {
    connections: [connection],
  });
  await database.query(
    `insert into api_key_use (connection_id, key_id, used_at) select c.id, k.id, ${ago("4 minutes")} from connection c, api_key k
     where c.public_id = $1 and k.public_id = $2`,
    [connection, used],
  );
  return {
    "api-keys-empty": go(routes.apiKeys),
    "api-keys": go(routes.apiKeys),
    "api-key-new": go(routes.newApiKey),
    "api-key-end": go(routes.apiKey(used)),
    "detail-used-by": go(routes.connection(connection)),
    "api-key-made": async (page: Page) => {
      await database.query("delete from api_key where name = 'Shelf labels'");
      await fill(page, "Shelf labels");
      await see(page, "textbox", "Your new key");
    },
    "api-key-fault": async (page: Page) => {
      await fill(page, "Stock report");
      await see(page, "alert");
    },
  };

  async function fill(page: Page, name: string): Promise<void> {
    await go(routes.newApiKey)(page);
    await page.getByRole("textbox", { name: "Name of the tool" }).fill(name);
    await press(page, "Make this key");
  }
}
