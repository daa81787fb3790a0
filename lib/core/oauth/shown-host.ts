import type { ProviderDefinition } from "../providers/definition";
import { expandAddress } from "./endpoints";
import type { TemplateValues } from "./template";

type Shown = Pick<ProviderDefinition, "authorization" | "environments" | "homeUrl" | "variables">;

/**
 * The host that a person will see in the address bar when they leave.
 *
 * @returns `hostIsOpen`: a part of it is not known yet, and `host` is how it ends
 */
export function shownHost(
  definition: Shown,
  environmentId: string,
  variables: TemplateValues,
): { readonly host: string; readonly hostIsOpen: boolean } {
  const { endpoint } = definition.authorization;
  const address = expandAddress({ definition, environmentId, variables }, endpoint);
  if (address.ok) return { host: address.value.host, hostIsOpen: false };
  const bases = definition.environments[environmentId]?.bases ?? {};
  const template = endpoint.replace(/^\{([a-z][A-Za-z0-9]*)\}/, (whole, name: string) => bases[name] ?? whole);
  const [, known, ending] = /^https?:\/\/(?:([^/{}]+)|[^/]*\}([^/{}]+))(?:\/|$)/.exec(template) ?? [];
  // A variable in the path leaves the host known.
  if (known !== undefined) return { host: known, hostIsOpen: false };
  return ending === undefined
    ? { host: new URL(definition.homeUrl).host, hostIsOpen: false }
    : { host: ending, hostIsOpen: true };
}
