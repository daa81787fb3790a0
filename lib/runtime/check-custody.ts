import type { Query } from "../adapters/db/open";
import type { HeldKey } from "../core/ports/key-ring";

/**
 * Refuses to run on a database that is not this deployment's or whose keys are not all here.
 *
 * A copy of a database holds refresh tokens that the original uses up, and a missing key makes rows
 * unreadable that must not be called dead for it (`security.md` F5, F9). A key of the same name that is another key would
 * seal what nobody else can open.
 *
 * @throws {Error} naming the deployment, or the missing or changed key ids with their row counts
 */
export async function checkCustody(query: Query, deploymentId: string, held: readonly HeldKey[]): Promise<void> {
  await query("INSERT INTO deployment (key, value) VALUES ('deployment_id', $1) ON CONFLICT (key) DO NOTHING", [deploymentId]);
  const owner = String((await query("SELECT value FROM deployment WHERE key = 'deployment_id'")).rows[0]?.["value"]);
  if (owner !== deploymentId) {
    throw new Error(
      `This database belongs to the deployment "${owner}", and DEPLOYMENT_ID says "${deploymentId}". Running on a copy would use up the original's access.`,
    );
  }
  const known = new Map(
    (await query("SELECT key_id, fingerprint FROM ring_key")).rows.map((row) => [row["key_id"], row["fingerprint"]]),
  );
  const changed = held.filter(({ keyId, fingerprint }) => known.has(keyId) && known.get(keyId) !== fingerprint);
  if (changed.length > 0)
    throw new Error(
      `HOLDFAST_KEYS has another key under a name that is known already: ${changed.map(({ keyId }) => keyId).join(", ")}. Nothing was changed; give the new key a name of its own and put the old one back.`,
    );
  const usable = held.filter(({ state }) => state !== "retired").map(({ keyId }) => keyId);
  const { rows } = await query("SELECT key_id, count(*)::int AS n FROM credential WHERE sealed IS NOT NULL GROUP BY key_id");
  const missing = rows
    .filter((row) => !usable.includes(String(row["key_id"])))
    .map((row) => `${row["key_id"]} (${row["n"]} connections)`);
  if (missing.length > 0)
    throw new Error(
      `HOLDFAST_KEYS lacks keys that stored connections were sealed with: ${missing.join(", ")}. Nothing was changed; add them and start again.`,
    );
}
