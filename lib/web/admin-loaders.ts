import "server-only";
import { runtime } from "../runtime/current";
import type { AdminDetailView, AdminListView, AdminOverviewView } from "../views/admin";
import { found } from "./loaders";
import { one, type SearchParams } from "./search-params";
import { requireActor } from "./session";

/** What admins see. Each is null for everybody else: the services say so, and the page is one that does not exist. */
export async function loadAdminOverview(): Promise<AdminOverviewView | null> {
  return found(await runtime().services.adminOverview(await requireActor()));
}

export async function loadAdminConnections(searchParams: SearchParams): Promise<AdminListView | null> {
  const actor = await requireActor();
  const sent = await searchParams;
  const read = (name: string): string => one(sent, name) ?? "";
  return found(
    await runtime().services.adminConnections(actor, {
      state: read("state"),
      provider: read("provider"),
      owner: read("owner"),
      q: read("q"),
      older: read("older"),
      newer: read("newer"),
    }),
  );
}

export async function loadAdminConnection(id: string): Promise<AdminDetailView | null> {
  return found(await runtime().services.adminConnection(await requireActor(), id));
}

/** For what stands around a page, such as its title; what the page shows is decided by its service. */
export const isAdmin = async (): Promise<boolean> => (await requireActor()).role === "admin";
