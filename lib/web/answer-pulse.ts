import "server-only";
import type { NextRequest } from "next/server";
import { runtime } from "../runtime/current";
import { currentActor } from "./session";

/** 304 while the version the page holds is the current one (RFC 9110 §13.1.2), else the new pulse. Strangers get 401. */
export async function answerPulse(request: NextRequest): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  const { pulse } = await runtime().services.dashboard(actor, {});
  const etag = `"${pulse.version}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: { ETag: etag } });
  return Response.json(pulse, { headers: { ETag: etag } });
}
