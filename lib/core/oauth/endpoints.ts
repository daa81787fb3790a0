import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import type { RequestFailure } from "./request-failure";
import type { TemplateValues } from "./template";
import { type AddressPart, fitsAddress } from "./variable-value";

type Environment = ProviderDefinition["environments"][string];

/** Which addresses of a definition are meant: one environment, and the variables of one connection. */
export type AddressScope = {
  readonly definition: Pick<ProviderDefinition, "environments" | "variables">;
  readonly environmentId: string;
  readonly variables: TemplateValues;
};

/**
 * Turns an address template into the URL to call.
 *
 * The result always lies at the origin of one of the environment's bases: a definition that spells an
 * address out cannot carry a connection of one environment to another.
 */
export function expandAddress(scope: AddressScope, template: string): Result<URL, RequestFailure> {
  const environment = environmentOf(scope);
  if (!environment) return err({ code: "unknown_environment", name: scope.environmentId });
  const address = expandWithin(scope, environment, template);
  if (!address.ok) return address;
  if (!environmentOrigins(scope).includes(address.value.origin))
    return err({ code: "outside_environment", name: address.value.origin });
  return address;
}

/**
 * Fills a template in without reading it as an address: an issuer is compared to the letter, and the parser
 * would add a slash. What comes out is never called, so it may lie outside the environment.
 */
export function expandIdentifier(scope: AddressScope, template: string): Result<string, RequestFailure> {
  const environment = environmentOf(scope);
  if (!environment) return err({ code: "unknown_environment", name: scope.environmentId });
  const written = writeAddress(scope, environment, template);
  return written.ok ? ok(written.value.text) : written;
}

/** The origins that calls of an environment may go to. A base whose variables are not known yet allows nothing. */
export function environmentOrigins(scope: AddressScope): readonly string[] {
  const environment = environmentOf(scope);
  if (!environment) return [];
  const origins = Object.values(environment.bases).flatMap((base) => {
    const address = expandWithin(scope, environment, base);
    return address.ok ? [address.value.origin] : [];
  });
  return [...new Set(origins)];
}

/** The origins among them that may be reached over plain http: none, unless the environment was composed with `allowHttp`. */
export const plainHttpOrigins = (scope: AddressScope): readonly string[] =>
  environmentOrigins(scope).filter((origin) => origin.startsWith("http://"));

const environmentOf = ({ definition, environmentId }: AddressScope): Environment | undefined =>
  Object.hasOwn(definition.environments, environmentId) ? definition.environments[environmentId] : undefined;

function expandWithin(scope: AddressScope, environment: Environment, template: string): Result<URL, RequestFailure> {
  const written = writeAddress(scope, environment, template);
  if (!written.ok) return written;
  const { text, host, baseName } = written.value;
  const url = URL.canParse(text) ? new URL(text) : null;
  // The parser reads `2130706433` and `0x7f.1` as addresses of this machine; a host it rewrites is none that the template named.
  if (url?.hostname !== host.replace(/:\d+$/, "").toLowerCase()) return err({ code: "not_an_address", name: baseName });
  return ok(url);
}

type Written = { readonly text: string; readonly host: string; readonly baseName: string };

function writeAddress(scope: AddressScope, environment: Environment, template: string): Result<Written, RequestFailure> {
  const [, baseName, rest = ""] = /^\{([a-z][A-Za-z0-9]*)\}(.*)$/s.exec(template) ?? [];
  if (baseName !== undefined && !Object.hasOwn(environment.bases, baseName)) return err({ code: "unknown_name", name: baseName });
  const whole = baseName === undefined ? template : `${environment.bases[baseName]}${rest}`;

  const [, scheme, authority, path = ""] = /^(https?:\/\/)([^/]+)(\/.*)?$/s.exec(whole) ?? [];
  if (scheme === undefined || authority === undefined) return err({ code: "not_an_address", name: baseName ?? "" });
  if (scheme !== "https://" && !environment.allowHttp) return err({ code: "not_https", name: baseName ?? "" });

  const host = fillPart(scope, authority, "host");
  if (!host.ok) return host;
  const filledPath = fillPart(scope, path, "path");
  if (!filledPath.ok) return filledPath;
  return ok({ text: `${scheme}${host.value}${filledPath.value}`, host: host.value, baseName: baseName ?? "" });
}

function fillPart({ definition, variables }: AddressScope, text: string, part: AddressPart): Result<string, RequestFailure> {
  let failure: RequestFailure | null = null;
  const filled = text.replace(/\{([^{}]*)\}/g, (_, name: string, offset: number) => {
    const variable = definition.variables.find((candidate) => candidate.name === name);
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    // A pattern names a label below somebody's domain, never the domain itself.
    const isWholeDomain = part === "host" && variable?.values === undefined && !text.slice(offset).includes(".");
    if (!variable) failure ??= { code: "unknown_name", name };
    else if (value === undefined) failure ??= { code: "missing_value", name };
    else if (isWholeDomain || !fitsAddress(variable, value, part)) failure ??= { code: "value_refused", name };
    return value ?? "";
  });
  return failure === null ? ok(filled) : err(failure);
}
