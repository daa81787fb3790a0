import { randomBytes } from "node:crypto";
import { openServer } from "@/lib/adapters/db/open";
import { type SeedPlace, seedRows } from "@/lib/adapters/db/seed-rows";

/** Marketplaces of made-up connections, with how long access is good for there. */
const MARKETS = [
  ["stubhub", 3600],
  ["stockx", 43_200],
  ["foxy", 7200],
  ["ebay", 7200],
  ["etsy", 3600],
] as const;

/**
 * Fills a migrated database with connections as `npm run seed` does.
 *
 * @param isTest at pretend marketplaces
 */
export async function plantMany(url: string, connections: number, sellers: number, isTest = false): Promise<void> {
  const database = await openServer(url, 2);
  try {
    const places: SeedPlace[] = [];
    for (const [providerId, lifetimeSeconds] of MARKETS) {
      const registrationId = `reg_${randomBytes(12).toString("base64url")}`;
      const { rows } = await database.query(
        `insert into client_registration (public_id, provider_id, environment_id, client_id) values ($1, $2, $3, 'planted')
         on conflict (provider_id, environment_id, name) do update set updated_at = now() returning public_id`,
        [registrationId, providerId, isTest ? "lookalike" : "production"],
      );
      places.push({ registrationId: String(rows[0]?.["public_id"]), isTest, lifetimeSeconds, scope: ["read"] });
    }
    await seedRows(
      database,
      {
        connections,
        sellers,
        places,
        sealedHeader: Buffer.from('{"kid":"seeded"}').toString("base64url"),
        keyId: "seeded",
        renewals: 1,
      },
      () => undefined,
    );
    // As autovacuum leaves it after a while: an index alone can tell.
    await database.query("VACUUM (ANALYZE) connection_state");
    await database.query("VACUUM (ANALYZE) credential");
  } finally {
    await database.close();
  }
}
