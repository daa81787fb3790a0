import { type Answer, json, page, redirect } from "../http/answer";
import { isOwnPage } from "../http/is-own-page";
import type { SandboxRequest } from "../http/request";
import { findMarketplace, type Sandbox } from "../marketplace";
import { consolePage } from "../pages/console-page";
import { problemPage } from "../pages/problem-page";
import { readCounters } from "../state/read-counters";
import { changeFaults } from "./change-faults";
import { consolePath } from "./console-path";
import { endAccess } from "./end-access";
import { expireAccess } from "./expire-access";
import { resetMarketplace } from "./reset-marketplace";

const problem = (status: number, says: string): Answer =>
  page(
    status,
    problemPage({
      title: "That was not done",
      says,
      sent: null,
      next: "Nothing has changed. Go back to the console and try again.",
    }),
  );

function show(sandbox: Sandbox, request: SandboxRequest): Answer {
  const wanted = request.query.get("provider");
  const market = wanted === null ? sandbox.marketplaces[0] : findMarketplace(sandbox, wanted);
  return market === undefined ? problem(404, "There is no look-alike of this name.") : page(200, consolePage(sandbox, market));
}

/** Resets without a provider are for all of them; every other action is about one. */
function change(sandbox: Sandbox, request: SandboxRequest): Answer {
  if (!isOwnPage(request)) return problem(403, "The request came from a page of another site.");
  const { form, path } = request;
  const named = form.get("provider");
  if (path === "/console/reset" && named === null) {
    for (const market of sandbox.marketplaces) resetMarketplace(sandbox, market, form);
    return redirect(303, "/console");
  }
  const market = findMarketplace(sandbox, named);
  if (market === undefined) return problem(400, "Name a provider that has a look-alike here.");
  const id = market.definition.id;
  const actions = {
    "/console/faults": { run: () => changeFaults(market, form), landing: consolePath(id, "#on") },
    "/console/revoke": { run: () => endAccess(market, form), landing: consolePath(id, "#access") },
    "/console/expire": { run: () => expireAccess(market, form), landing: consolePath(id, "#access") },
    "/console/reset": { run: () => resetMarketplace(sandbox, market, form), landing: consolePath(id) },
  };
  const action = Object.entries(actions).find(([name]) => name === path)?.[1];
  if (action === undefined) return problem(404, "There is no such button.");
  const done = action.run();
  return done.ok ? redirect(303, action.landing) : problem(400, done.error);
}

/** Everything below /console; null when the address is not one of it. */
export function answerConsole(sandbox: Sandbox, request: SandboxRequest): Answer | null {
  if (request.method === "POST" && request.path.startsWith("/console/")) return change(sandbox, request);
  if (request.method !== "GET") return null;
  if (request.path === "/console") return show(sandbox, request);
  if (request.path !== "/console/counters.json") return null;
  return json(200, Object.fromEntries(sandbox.marketplaces.map((market) => [market.definition.id, readCounters(market)])));
}
