/** The name that this provider gives to a parameter of the standard; null when it has none. */
export function wireName(names: Readonly<Record<string, string | null>>, standard: string): string | null {
  const name = names[standard];
  return name === undefined ? standard : name;
}

/** A parameter by its standard name; null when it is missing, empty or has no name here. */
export function readParameter(
  from: URLSearchParams,
  names: Readonly<Record<string, string | null>>,
  standard: string,
): string | null {
  const name = wireName(names, standard);
  return (name === null ? null : from.get(name)) || null;
}
