import "server-only";
import { runtime } from "../runtime/current";
import type { AdminOverviewView } from "../views/admin-overview";
import type { OutagesView } from "../views/outages";
import { found } from "./loaders";
import { one, type SearchParams } from "./search-params";
import { requireActor } from "./session";

/** What the address asks for is untrusted. null: for whoever is no admin there is no such page. */
export async function loadAdminOverview(
  searchParams: SearchParams,
): Promise<{ readonly view: AdminOverviewView; readonly tz: "" | "utc" } | null> {
  const sent = await searchParams;
  const view = found(await runtime().services.adminOverview(await requireActor(), one(sent, "range") ?? ""));
  return view && { view, tz: one(sent, "tz") === "utc" ? "utc" : "" };
}

/** The same for the page of outages; `draft` is a note that was sent and could not be taken. */
export async function loadOutages(
  searchParams: SearchParams,
): Promise<{ readonly view: OutagesView; readonly draft: OutageDraft } | null> {
  const sent = await searchParams;
  const read = (name: keyof OutageDraft): string => one(sent, name) ?? "";
  const view = found(await runtime().services.outagesPage(await requireActor()));
  if (view === null) return null;
  return {
    view,
    draft: { provider: read("provider"), kind: read("kind"), text: read("text"), starts: read("starts"), ends: read("ends") },
  };
}

/** What was typed into the form, as it was typed. */
export type OutageDraft = {
  readonly provider: string;
  readonly kind: string;
  readonly text: string;
  readonly starts: string;
  readonly ends: string;
};
