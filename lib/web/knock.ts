import "server-only";
import { headers } from "next/headers";
import { runtime } from "../runtime/current";

/** Who asks for the page of a link: the network address, told by our own server, or by the operator's proxy in front of it. */
export async function knock(code: string): Promise<{ readonly code: string; readonly from: string }> {
  const sent = await headers();
  const { settings } = runtime();
  const forwarded = settings.trustProxy ? sent.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return { code, from: forwarded || (sent.get("x-holdfast-peer") ?? "") };
}
