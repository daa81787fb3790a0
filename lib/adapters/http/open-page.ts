import type { Examination, PageFinding } from "../../core/ports/examination";
import { type CallDeps, callProvider } from "./call-provider";

/** Asks for a page as a browser would and looks at the first answer alone: no way on is followed, no cookie is kept. */
export async function openPage(
  deps: CallDeps,
  { target, variables, url }: Parameters<Examination["page"]>[0],
): Promise<PageFinding> {
  const request = { method: "GET", url, headers: { accept: "text/html" }, body: null } as const;
  const { outcome } = await callProvider(deps, { target, variables, request });
  if (outcome.ok) return { kind: "answered", status: outcome.reply.status };
  const { status, reason } = outcome.failure;
  // A page that is longer than we read, or that sends people on, is a page.
  return status === undefined ? { kind: "failed", reason } : { kind: "answered", status };
}
