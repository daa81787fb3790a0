import "server-only";
import { cache } from "react";
import type { Failure } from "../core/errors";
import { runtime } from "../runtime/current";
import type { ApiKeysView, ApiKeyUsesView, KeyChoicesView, NewKeyView } from "../views/api-keys";
import { routes } from "../views/routes";
import type { TypedBack } from "../views/typed-back";
import { bad, type FormEnd } from "./form-route";
import { found, takeFlash } from "./loaders";
import { bringBack } from "./provider-form";
import { typedBefore } from "./provider-loaders";
import type { SearchParams } from "./search-params";
import { requireActor } from "./session";

/** The flash that carries a new key to the one page that shows it. */
export const KEY_MADE = "flash.key_made";

/** The reader's keys, with one that was made a moment ago; null: there is none to be shown. */
export async function loadApiKeys(): Promise<ApiKeysView & { readonly made: NewKeyView | null; readonly origin: string }> {
  const view = await runtime().services.apiKeys(await requireActor());
  const flash = await takeFlash();
  const { id, key } = flash?.text === KEY_MADE ? flash.values : {};
  const made = typeof id === "string" && typeof key === "string" ? { id, key } : null;
  return { ...view, made, origin: runtime().settings.appOrigin };
}

export async function loadNewKey(sent: SearchParams): Promise<KeyChoicesView & { readonly typed: TypedBack }> {
  const choices = await runtime().services.keyChoices(await requireActor());
  return { ...choices, typed: await typedBefore(await sent) };
}

/** The title and the page ask for the same key; it is read once. */
export const loadKey = cache(
  async (id: string): Promise<ApiKeyUsesView | null> => found(await runtime().services.keyUses(await requireActor(), id)),
);

/** The form of a new key as it was sent: what was chosen comes along, and so does which field does not fit. */
export function keyFailed(failure: Failure, typed: Readonly<Record<string, string>>): FormEnd {
  const text = failure.code === "value_invalid" ? `api_keys.fault.${failure.field}` : null;
  return {
    ...bringBack(routes.newApiKey, failure.code === "value_invalid" ? (failure.field ?? "") : failure.code, typed),
    flash: text === null ? bad(failure) : { tone: "bad", text, values: {} },
  };
}
