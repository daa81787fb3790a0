import { isValueOf } from "../oauth/variable-value";
import { err, ok, type Result } from "../result";
import type { ProviderDefinition } from "./definition";

/** What a registration at a provider keeps besides its client id and its secret. */
export type ClientValues = {
  readonly extraSecrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly redirectAlias: string | null;
};

/** The characters of client ids and secrets (RFC 6749, appendix A.1 and A.2), without a space at either end. */
const VISIBLE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;
const LONGEST = 2048;

/** A client id or a secret as it was pasted, without the spaces and line ends around it. null: it cannot be one. */
export function readCredential(typed: string): string | null {
  const text = typed.trim();
  return text.length <= LONGEST && VISIBLE.test(text) ? text : null;
}

/** Whether nothing can be sent to this provider without a client secret. */
export const needsSecret = ({ client }: Pick<ProviderDefinition, "client">): boolean =>
  !client.secretOptional && !client.methods.includes("none");

/** How a secret ends, for people who compare; nothing of one that is short enough to be guessed from it. */
export const endsOf = (secret: string): string => (secret.length >= 16 ? secret.slice(-4) : "");

/** Names that tell registrations apart: letters, digits, spaces and the signs people put between them. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,31}$/u;

/** The name of a registration. null: it is empty, too long, or made of other signs. */
export function readClientName(typed: string): string | null {
  const text = typed.normalize("NFC").replace(/\s+/g, " ").trim();
  return NAME.test(text) ? text : null;
}

/**
 * What a definition wants of a registration besides id and secret, out of what was typed. An empty field keeps what is
 * there; where nothing is there the definition's own word stands in.
 *
 * @returns or the name of the first field that does not fit: `value.<name>`
 */
export function readClientValues(
  definition: ProviderDefinition,
  typed: Readonly<Record<string, string>>,
  kept: ClientValues,
): Result<ClientValues, string> {
  const typedFor = (name: string): string => (Object.hasOwn(typed, name) ? (typed[name] ?? "").trim() : "");
  const extraSecrets: Record<string, string> = {};
  for (const { name, otherwise } of definition.extraSecrets) {
    const value = typedFor(name) || kept.extraSecrets[name] || otherwise;
    if (value === undefined || readCredential(value) === null) return err(`value.${name}`);
    extraSecrets[name] = value;
  }
  const variables: Record<string, string> = {};
  for (const variable of definition.variables.filter(({ from }) => from === "operator")) {
    const value = typedFor(variable.name) || kept.variables[variable.name] || variable.otherwise;
    if (value === undefined || !isValueOf(variable, value)) return err(`value.${variable.name}`);
    variables[variable.name] = value;
  }
  if (definition.redirect.kind !== "alias") return ok({ extraSecrets, variables, redirectAlias: null });
  const alias = typedFor("alias") || kept.redirectAlias;
  return alias !== null && /^[\x21-\x7e]{1,256}$/.test(alias)
    ? ok({ extraSecrets, variables, redirectAlias: alias })
    : err("value.alias");
}
