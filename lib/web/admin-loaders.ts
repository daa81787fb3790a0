import "server-only";
import { seesAdminPages } from "../core/roles";
import { runtime } from "../runtime/current";
import { requireActor } from "./session";

/** Where the pretend marketplaces can be looked into and broken. */
const CONSOLE = "/console";

/** What stands around every admin's page: how much waits for one, and where pretend marketplaces are. Nothing for others. */
export async function loadAdminFrame(): Promise<{ readonly needs: number; readonly sandbox: string | null }> {
  const { services, settings } = runtime();
  const needs = await services.adminNeeds(await requireActor());
  if (!needs.ok) return { needs: 0, sandbox: null };
  return { needs: needs.value, sandbox: settings.sandboxOrigin && `${settings.sandboxOrigin}${CONSOLE}` };
}

/** For what stands around a page, such as its title; what the page shows is decided by its service. */
export const isAdmin = async (): Promise<boolean> => seesAdminPages((await requireActor()).role);
