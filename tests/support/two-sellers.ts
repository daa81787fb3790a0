import type { App } from "./app";
import { plantKey } from "./plant-keys";
import { type Ids, NOBODYS } from "./route-table";
import { connectAccount, type Visitor, visitor } from "./visitor";

export type Seller = {
  readonly browser: Visitor;
  readonly ids: Ids;
  readonly email: string;
  readonly label: string;
  readonly cookie: string;
};

/** A seller with a connection whose label nobody else would have. Sign in at the sandbox as `account`. */
export async function sellerWithConnection(app: App, name: string, account: string): Promise<Seller> {
  const { cookie, userId, sessionId, email } = await app.signIn(name);
  const browser = visitor(app.origin, cookie);
  const label = `${name}s canary label`;
  const { attempt, id, outcome } = await connectAccount(app, browser, { label }, { account });
  if (outcome !== "connected") throw new Error(`${name} could not connect: ${outcome}`);
  const apiKey = await plantKey(app.database, userId, { name: `${label} key` });
  return {
    browser,
    ids: { connection: id, attempt, session: sessionId, person: userId, ...NOBODYS, apiKey },
    email,
    label,
    cookie,
  };
}
