import "server-only";
import { cookies, headers } from "next/headers";
import { failure } from "../core/errors";
import { err } from "../core/result";
import { may, seesAdminPages } from "../core/roles";
import { runtime } from "../runtime/current";
import type { ProviderListView, ProviderPageView } from "../views/providers";
import type { TypedBack } from "../views/typed-back";
import { found } from "./loaders";
import { one, type SearchParams, type SearchParamsSent } from "./search-params";
import { requireActor } from "./session";
import { readTyped, TYPED_COOKIE } from "./typed-cookie";

export async function loadProviders(): Promise<ProviderListView | null> {
  return found(await runtime().services.providerList(await requireActor()));
}

export type LoadedProvider = ProviderPageView & { readonly typed: TypedBack };

/** One provider, with the client that the address names and what was typed before. */
export async function loadProvider(providerId: string, searchParams: SearchParams): Promise<LoadedProvider | null> {
  const sent = await searchParams;
  const { services, settings } = runtime();
  const view = found(await services.providerPage(await requireActor(), { providerId, shown: one(sent, "client") }));
  if (view === null) return null;
  const isElsewhere = ((await headers()).get("host") ?? "") !== new URL(settings.appOrigin).host;
  const callbackWarnings = isElsewhere ? [...view.callbackWarnings, "other_address" as const] : view.callbackWarnings;
  return { ...view, callbackWarnings, typed: await typedBefore(sent) };
}

const NOTHING: TypedBack = { problem: null, values: {} };

/** What was typed into the form that the address names, before it came back. */
export async function typedBefore(sent: SearchParamsSent): Promise<TypedBack> {
  const { settings, clock } = runtime();
  const cookie = (await cookies()).get(TYPED_COOKIE)?.value;
  return readTyped(settings.authSecret, cookie, one(sent, "typed"), clock.now()) ?? NOTHING;
}

/** What was typed or found before; null for whoever may not add a provider, and the page is one that does not exist. */
export async function loadNewProvider(searchParams: SearchParams): Promise<TypedBack | null> {
  const { role } = await requireActor();
  return may(role, "manage_providers")
    ? typedBefore(await searchParams)
    : found(err(failure(seesAdminPages(role) ? "not_allowed" : "not_found")));
}
