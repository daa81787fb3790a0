import { z } from "zod";
import type { Failure } from "../core/errors";
import { runtime } from "../runtime/current";
import type { FlashView } from "../views/person";
import { routes } from "../views/routes";
import { hasText } from "../views/texts/translate";
import { bad, type FormEnd } from "./form-route";
import { typedCookie } from "./typed-cookie";

/** More fields than any provider asks of a client. */
const MOST_VALUES = 12;
const VALUE_FIELD = /^value\.([a-z][A-Za-z0-9]{0,40})$/;

const text = z.string().max(4000).default("");

/** Fields called `value.` and a name, as a record of names. */
function valuesIn(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const pairs = Object.entries(sent).flatMap(([field, value]) => {
    const name = VALUE_FIELD.exec(field)?.[1];
    return name !== undefined && typeof value === "string" ? [[name, value.slice(0, 4000)] as const] : [];
  });
  return Object.fromEntries(pairs.slice(0, MOST_VALUES));
}

/** The form of a provider that an admin describes. */
export const customForm = z.object({
  name: text,
  issuer: text,
  authorize: text,
  token: text,
  revoke: text,
  keys: text,
  api: text,
  scopes: z.string().max(10_000).default(""),
  method: text,
});

/** The form of a client of ours. What is called `value.` may hold secrets. */
export const clientForm = z
  .looseObject({ name: text, environment: text, client_id: text, client_secret: text })
  .transform(({ name, environment, client_id, client_secret, ...rest }) => ({
    name,
    environmentId: environment,
    clientId: client_id,
    clientSecret: client_secret,
    values: valuesIn(rest),
  }));

/** The form of a client that is there already, on the page of its provider. */
export const clientPageForm = z
  .looseObject({ client_id: text, provider: z.string().max(60).default("") })
  .transform(({ client_id, provider, ...rest }) => ({ clientId: client_id, provider, values: valuesIn(rest) }));

/** What to say about a field that does not fit. */
function faultOf({ field = "", ...failure }: Failure): FlashView {
  const key = `admin.provider.fault.${field.startsWith("value.") ? "value" : field}`;
  return failure.code === "value_invalid" && hasText(key) ? { tone: "bad", text: key, values: {} } : bad(failure);
}

/** A page of a provider with what was typed, and what is wrong with it. @param address of that page, with a query or without */
export function comeBack(address: string, failure: Failure, typed: Readonly<Record<string, string>> = {}): FormEnd {
  const flash = failure.code === "not_usable" ? FROM_ENVIRONMENT : faultOf(failure);
  return { ...bringBack(address, failure.field ?? failure.code, typed), flash };
}

/** A page with a form that is filled in. @param problem the field that does not fit, or what else there is to say */
export function bringBack(address: string, problem: string, values: Readonly<Record<string, string>>): Omit<FormEnd, "flash"> {
  const { settings, clock } = runtime();
  const { key, cookie } = typedCookie(settings.authSecret, { problem, values }, clock.now());
  return { to: `${address}${address.includes("?") ? "&" : "?"}typed=${key}`, headers: [["Set-Cookie", cookie]] };
}

const FROM_ENVIRONMENT: FlashView = { tone: "bad", text: "admin.provider.fault.environment_only", values: {} };

/** The page of a client, once its provider is known; the list where it is not. */
export const pageOf = (sent: { readonly provider?: string }, client?: string): string =>
  sent.provider && /^[a-z0-9-]{1,60}$/.test(sent.provider)
    ? routes.admin.provider(sent.provider, client)
    : routes.admin.providers;

/** Which provider a form of one of its clients stands on; only for the way back. */
export const providerField = z.string().max(60).default("");
