import "#node-only";
import type { DisplayStateName } from "../core/connections/display-state-input";
import { type Failure, failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import type { LinkEnd, RepairView } from "../views/repair";
import { connectPage } from "./connect-page";
import type { RepairServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { findLink, type Knock } from "./find-link";
import type { FoundLink } from "./link-of";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";

/** Nobody else may wake what its owner has paused, and what works needs nobody. */
const AT_REST: ReadonlySet<DisplayStateName> = new Set(["working", "paused", "disconnected"]);

/** A link that can be gone on with, or why not. */
export function linkEnd(
  deps: Pick<Dependencies, "definitions" | "clock">,
  { link, state, connection }: FoundLink,
): LinkEnd | null {
  if (state !== "open") return state;
  if (connection === null) return "gone";
  const shown = presentConnection(definitionOf(deps, connection.providerId), connection, deps.clock.now());
  if (link.revives && shown.state === "disconnected") return null;
  return AT_REST.has(shown.state) ? "not_needed" : null;
}

/** What the page of a link shows: who asks, for which account, and nothing of the owner's other connections. Reads only. */
export async function repairPage(deps: Dependencies, knock: Knock): ReturnType<RepairServices["repairPage"]> {
  const found = await findLink(deps, knock);
  if (!found.ok) return found;
  const { link, connection } = found.value;
  const ended = linkEnd(deps, found.value);
  if (ended !== null || connection === null) return ok({ state: ended ?? "gone" });
  const page = await connectPage(deps, { userId: link.ownerId }, { reconnectId: connection.id });
  if (!page.ok) return asGuest(page);
  const { provider, host, hostIsOpen, fields, also, never, warnings, notes, staysConnected, signOutUrl } = page.value;
  const chosen = [...page.value.oneOf, ...page.value.optional].filter(({ checked }) => checked);
  return ok({
    state: "open",
    asker: link.ownerName,
    label: connection.label,
    account: connection.accountName,
    endsAt: link.expiresAt.toISOString(),
    provider,
    host,
    hostIsOpen,
    fields,
    required: [...page.value.required, ...chosen],
    also,
    oneOf: [],
    never,
    warnings,
    notes,
    staysConnected,
    signOutUrl,
    returned: null,
  } satisfies RepairView);
}

/** What the owner would have read as "not found" or "not usable" is a link that leads nowhere. */
const asGuest = (failed: Extract<Result<never, Failure>, { ok: false }>): Result<RepairView, Failure> =>
  failed.error.code === "off" || failed.error.code === "key_unavailable"
    ? err(failure(failed.error.code))
    : ok({ state: "gone" });
