import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Failure } from "../core/errors";
import type { Result } from "../core/result";
import { answerWith } from "../runtime/answer-status";
import { runtime } from "../runtime/current";
import type { LeaveView } from "../views/flow";
import type { LinkEnd, RepairResultView, RepairView, ShareView } from "../views/repair";
import { routes } from "../views/routes";
import { attemptCookieName, readAttemptCookie } from "./attempt-cookie";
import { returnedForm } from "./connect-form";
import { knock } from "./knock";
import { found, takeFlash } from "./loaders";
import { one, type SearchParams } from "./search-params";
import { requireActor } from "./session";

/** The flash that carries a new link's code to the one page that shows it. */
export const LINK_MADE = "flash.link_made";

/** The owner's page, with the address of a link that was made a moment ago; null: there is none to be shown. */
export async function loadShare(id: string): Promise<(ShareView & { readonly address: string | null }) | null> {
  const view = found(await runtime().services.sharePage(await requireActor(), id));
  const flash = await takeFlash();
  const code = flash?.text === LINK_MADE && flash.values["connection"] === id ? flash.values["code"] : undefined;
  return view && { ...view, address: code ? `${runtime().settings.appOrigin}${routes.repair(code)}` : null };
}

/** A link's pages are nobody's, so their frame cannot ask who is signed in. */
export const isTrial = (): boolean => runtime().settings.mode === "trial";

/** Why nothing is shown of a link. */
export type NoLink = LinkEnd | "unknown" | "too_many" | "off";

/** What a repair link opens. Anybody may ask; wrong codes are counted. */
export const loadRepair = cache(async (code: string, searchParams: SearchParams) => {
  const view = shown(await runtime().services.repairPage(await knock(code)));
  const sent = await searchParams;
  return "asker" in view
    ? { ...view, returned: returnedForm(sent), problem: one(sent, "problem") }
    : (view satisfies { readonly state: NoLink });
});

function shown(result: Result<RepairView, Failure>): RepairView | { readonly state: NoLink } {
  if (result.ok) return result.value;
  const { code } = result.error;
  if (code === "too_many") {
    answerWith(429);
    return { state: code };
  }
  if (code === "off" || code === "key_unavailable") return { state: "off" };
  answerWith(404);
  return { state: "unknown" };
}

/** Only the browser that pressed the link's button may leave with it. */
export async function loadRepairLeave(code: string, attemptId: string): Promise<LeaveView> {
  const name = /^[A-Za-z0-9_-]{1,80}$/.test(attemptId) ? attemptCookieName(attemptId) : null;
  const { browserSecret } = readAttemptCookie(name === null ? undefined : (await cookies()).get(name)?.value);
  const result = await runtime().services.leaveByLink({ ...(await knock(code)), attemptId, browserSecret });
  // Whatever is in the way, the link's own page says how the link stands.
  return result.ok ? result.value : redirect(`${routes.repair(code)}?problem=${result.error.code}`);
}

export async function loadRepairResult(code: string, attemptId: string): Promise<RepairResultView | null> {
  const result = await runtime().services.repairResult({ ...(await knock(code)), attemptId });
  if (result.ok) return result.value;
  answerWith(result.error.code === "too_many" ? 429 : 404);
  return null;
}
