import "server-only";
import { headers } from "next/headers";
import { clientOf } from "./client-address";

/** Who asks for the page of a link: its code, and the address that our own server says the request came from. */
export async function knock(code: string): Promise<{ readonly code: string; readonly from: string }> {
  return { code, from: clientOf({ headers: await headers() }) ?? "" };
}
