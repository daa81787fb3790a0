/** Whether a parsed JSON value is an object, not an array or null. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The value at a dotted path of a parsed JSON body; undefined when there is none.
 *
 * Only own members count, so that `constructor` or `__proto__` in a path or a body leads nowhere.
 * A number steps into an array.
 */
export function readPath(body: unknown, path: string | null): unknown {
  if (path === null) return body;
  let value = body;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/**
 * A string or number at a path as text; null for anything else and for the empty string. A whole number
 * that is too large to be kept exactly is null as well: two ids would be read as one.
 */
export function readText(body: unknown, path: string): string | null {
  const value = readPath(body, path);
  if (typeof value === "number") return isExact(value) ? String(value) : null;
  return typeof value === "string" && value !== "" ? value : null;
}

const isExact = (number: number): boolean => (Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number));

/** Parses a body; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
