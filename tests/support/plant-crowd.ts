import { plantConnection } from "./plant";
import type { TestDatabase } from "./postgres";
import { SHOP } from "./shop";

/** Many connections of one seller, in every state by turns. */
export async function plantCrowd(database: TestDatabase, userId: string, count: number): Promise<void> {
  const states = Object.values(SHOP);
  for (let place = 0; place < count; place++) {
    const shop = states[place % states.length] ?? SHOP.working;
    await plantConnection(database, userId, { ...shop, label: `${shop.label} ${place + 1}` });
  }
}
