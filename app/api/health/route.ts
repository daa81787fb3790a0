import { checkHealth } from "@/lib/web/check-health";

export const dynamic = "force-dynamic";

/**
 * For load balancers by its status: whether this process can answer for its database. For whoever
 * watches by its text: also whether connections are kept fresh, which taking this process out would not mend.
 */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  if (health === null) return Response.json({ status: "degraded", database: "unreachable" }, { status: 503 });
  const { engine, journal } = health;
  const status = engine === "ok" && journal === "ok" ? "ok" : "degraded";
  return Response.json({ status, database: "ok", engine, journal });
}
