import type { DisplayStateName } from "../core/connections/display-state-input";
import type { ConnectionRecord } from "../core/connections/record";
import { canBeTold, LINK_SECONDS } from "../core/connections/repair-link";
import { failure } from "../core/errors";
import { publicId } from "../core/ids";
import type { NewAudit } from "../core/ports/history";
import { err, ok } from "../core/result";
import type { ShareView } from "../views/repair";
import type { Actor, RepairServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { CODE_BYTES } from "./find-link";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "connections" | "links" | "definitions" | "clock" | "randomness" | "digest">;

/** Where signing in again can help, so that nobody is bothered for nothing. */
const HELPS: ReadonlySet<DisplayStateName> = new Set(["reconnect", "ends_soon", "partial"]);

/** Why a connection cannot be given into other hands; null: it can. */
export function whyNotShared(connection: ConnectionRecord, state: DisplayStateName): ShareView["cannot"] {
  if (!HELPS.has(state)) return "not_needed";
  return canBeTold(connection) ? null : "unknown_account";
}

/** The owner's page about the link of a connection. The code of an open link is not on it: nobody knows it any more. */
export async function sharePage(deps: Deps, actor: Actor, id: string): ReturnType<RepairServices["sharePage"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const { label, provider, account, state } = presentConnection(
    definitionOf(deps, connection.providerId),
    connection,
    deps.clock.now(),
  );
  const open = await deps.links.openOf(id);
  return ok({
    id,
    label,
    provider,
    account,
    cannot: whyNotShared(connection, state),
    open: open && { madeAt: open.createdAt.toISOString(), endsAt: open.expiresAt.toISOString() },
  } satisfies ShareView);
}

/** Makes a link to the actor's own connection. */
export async function makeLink(deps: Deps, actor: Actor, id: string): ReturnType<RepairServices["makeLink"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  return makeLinkTo(deps, connection, { actorKind: "seller", actorId: actor.userId });
}

/** Makes a link, for whoever may, and tells its code, which is stored as a digest only. One that was open before ends. */
export async function makeLinkTo(
  deps: Deps,
  connection: ConnectionRecord,
  by: Pick<NewAudit, "actorKind" | "actorId">,
): ReturnType<RepairServices["makeLink"]> {
  const { id } = connection;
  const { state } = presentConnection(definitionOf(deps, connection.providerId), connection, deps.clock.now());
  if (whyNotShared(connection, state) !== null) return err(failure("not_usable"));
  const code = deps.randomness.token(CODE_BYTES);
  const link = publicId("lnk", deps.randomness.token(15));
  await deps.links.make(
    id,
    { id: link, codeHash: deps.digest.sha256(code), lifetimeSeconds: LINK_SECONDS },
    {
      events: [{ ...by, type: "link_made" }],
      audit: [{ ...by, action: "repair_link_made", object: id, result: "done", data: { link } }],
    },
  );
  return ok({ code });
}

/** Ends the open link of a connection. */
export async function takeLinkBack(deps: Deps, actor: Actor, id: string): ReturnType<RepairServices["takeLinkBack"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const by = { actorKind: "seller", actorId: actor.userId } as const;
  const taken = await deps.links.takeBack(id, {
    events: [{ ...by, type: "link_taken_back" }],
    audit: [{ ...by, action: "repair_link_taken_back", object: id, result: "done" }],
  });
  return taken ? ok({ label: connection.label }) : err(failure("changed_meanwhile"));
}
