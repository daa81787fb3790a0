import { checkHealth } from "@/lib/web/check-health";

export const dynamic = "force-dynamic";

/** For load balancers: whether this process can answer for its database. */
export async function GET(): Promise<Response> {
  const database = await checkHealth();
  return Response.json(
    { status: database ? "ok" : "degraded", database: database ? "ok" : "unreachable" },
    { status: database ? 200 : 503 },
  );
}
