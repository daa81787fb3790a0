import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { failure } from "../core/errors";
import type { SavedView } from "../core/ports/admin-views";
import { err } from "../core/result";
import { may } from "../core/roles";
import { runtime } from "../runtime/current";
import type { AdminDetailView, OwnerView } from "../views/admin";
import type { AdminListView, ListLookView } from "../views/admin-list";
import { queryText, wholeQuestion } from "../views/admin-query";
import type { ConnectionDetailView } from "../views/connection";
import { routes } from "../views/routes";
import { adminWish } from "./admin-wish";
import { found, takeFlash } from "./loaders";
import { LINK_MADE } from "./repair-loaders";
import type { SearchParams } from "./search-params";
import { readSeenCookie, SEEN_COOKIE } from "./seen-cookie";
import { requireActor, requireSignedIn } from "./session";
import { shownZone } from "./shown-zone";

/** All connections, as the address asks for them. */
export async function loadAdminConnections(searchParams: SearchParams): Promise<AdminListView | null> {
  const actor = await requireActor();
  return found(await runtime().services.adminConnections(actor, adminWish(await searchParams)));
}

/** One connection, with the address of a link that was made for its seller a moment ago; null: there is none to be shown. */
export const loadAdminConnection = cache(
  async (
    id: string,
    before: string | null = null,
  ): Promise<(AdminDetailView & { readonly linkAddress: string | null }) | null> => {
    const { actor, person } = await requireSignedIn();
    const view = found(await runtime().services.adminConnection(actor, id, { timeZone: await shownZone(person), before }));
    const flash = await takeFlash();
    const code = flash?.text === LINK_MADE && flash.values["connection"] === id ? flash.values["code"] : undefined;
    return view && { ...view, linkAddress: code ? `${runtime().settings.appOrigin}${routes.repair(code)}` : null };
  },
);

/** The same for whoever is about to end it, and may. */
export async function loadAdminDisconnect(id: string): Promise<AdminDetailView | null> {
  const { role } = await requireActor();
  const view = await loadAdminConnection(id);
  return view === null || may(role, "act_on_connections") ? view : found(err(failure("not_allowed")));
}

/** How the list is drawn, with the addresses of this page and of the list as it was asked for before. */
export async function loadColumns(
  searchParams: SearchParams,
): Promise<{ readonly view: ListLookView; readonly back: string; readonly here: string } | null> {
  const view = found(await runtime().services.listLook(await requireActor()));
  const query = queryText(wholeQuestion(adminWish(await searchParams)));
  const at = (page: string) => (query === "" ? page : `${page}?${query}`);
  return view && { view, back: at(routes.admin.connections), here: at(routes.admin.columns) };
}

export const loadSavedViews = async (): Promise<readonly SavedView[] | null> =>
  found(await runtime().services.adminViews(await requireActor()));

export type AsSeller =
  | { readonly kind: "ask"; readonly id: string; readonly label: string }
  | { readonly kind: "shown"; readonly connection: ConnectionDetailView; readonly owner: OwnerView };

/** One connection as its seller sees it, if this browser's reader has just asked for it, which was written down; else the way to ask. */
export async function loadAsSeller(id: string): Promise<AsSeller | null> {
  const { actor, person } = await requireSignedIn();
  const { services, settings, clock } = runtime();
  const seen = readSeenCookie(settings.authSecret, (await cookies()).get(SEEN_COOKIE)?.value, clock.now());
  if (seen?.actor !== actor.userId || seen.connection !== id) {
    const view = found(await services.adminConnection(actor, id));
    return view && { kind: "ask", id, label: view.connection.label };
  }
  const shown = found(await services.seeAsSeller(actor, { id, timeZone: await shownZone(person) }));
  return shown && { kind: "shown", ...shown };
}
