/** Parameters in the order in which they are sent. */
export type ParameterList = readonly (readonly [name: string, value: string])[];

type Names = Readonly<Record<string, string | null>>;

/** Writes standard parameters under a provider's names; null leaves one out, a name that is not listed stays. */
export const renameParameters = (parameters: ParameterList, names: Names): ParameterList =>
  parameters.flatMap(([standard, value]) => {
    const name = Object.hasOwn(names, standard) ? names[standard] : standard;
    return name === null || name === undefined ? [] : [[name, value] as const];
  });

/** Adds parameters that a definition sends always. What is there already stays: a constant never replaces a `state`. */
export function addParameters(parameters: ParameterList, constants: ParameterList): ParameterList {
  const present = new Set(parameters.map(([name]) => name));
  return [...parameters, ...constants.filter(([name]) => !present.has(name))];
}

/** A query by RFC 3986: a space is `%20`, which every server reads alike, unlike `+`. */
export const encodeQuery = (parameters: ParameterList): string =>
  parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

/** A body in application/x-www-form-urlencoded, as RFC 6749 Appendix B asks: a space is `+`. */
export const encodeForm = (parameters: ParameterList): string =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
