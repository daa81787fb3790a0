import type { Query } from "../adapters/db/open";

/**
 * Refuses to run on a database that is not this deployment's or whose keys are not all here.
 *
 * A copy of a database holds refresh tokens that the original uses up, and a missing key makes rows
 * unreadable that must not be called dead for it (`security.md` F5, F9).
 *
 * @throws {Error} naming the deployment, or the missing key ids with their row counts
 */
export async function checkCustody(query: Query, deploymentId: string, keyIds: readonly string[]): Promise<void> {
  await query("INSERT INTO deployment (key, value) VALUES ('deployment_id', $1) ON CONFLICT (key) DO NOTHING", [deploymentId]);
  const owner = String((await query("SELECT value FROM deployment WHERE key = 'deployment_id'")).rows[0]?.["value"]);
  if (owner !== deploymentId) {
    throw new Error(
      `This database belongs to the deployment "${owner}", and DEPLOYMENT_ID says "${deploymentId}". Running on a copy would use up the original's access.`,
    );
  }
  const { rows } = await query("SELECT key_id, count(*)::int AS n FROM credential WHERE sealed IS NOT NULL GROUP BY key_id");
  const missing = rows
    .filter((row) => !keyIds.includes(String(row["key_id"])))
    .map((row) => `${row["key_id"]} (${row["n"]} connections)`);
  if (missing.length > 0)
    throw new Error(
      `HOLDFAST_KEYS lacks keys that stored connections were sealed with: ${missing.join(", ")}. Nothing was changed; add them and start again.`,
    );
}
