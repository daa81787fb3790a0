import { STATUSES } from "./connections/connection";
import { DISPLAY_STATES } from "./connections/display-state-input";
import { FAILURES } from "./errors";
import { MASK, maskText } from "./mask-text";
import { ERROR_EFFECTS } from "./oauth/error-effect";
import { isSecretName } from "./secret-names";

const DEEPEST = 8;
/** Values in one record; what comes after them is left out. */
const MOST_VALUES = 1_000;

/** Words of ours that may stand under a name such as `code` or `state`. */
const OWN_WORDS: ReadonlySet<unknown> = new Set([
  ...Object.keys(FAILURES),
  ...Object.keys(ERROR_EFFECTS),
  ...STATUSES,
  ...DISPLAY_STATES,
]);

/** Codes of the system, the database and libraries, by which a fault is looked up. */
const FAULT_CODE = /^(?:E[A-Z]{3,20}|P\d{4}|[0-9]{2}[0-9A-Z]{3}|(?:ERR|OAUTH|UND)_[A-Z_]{3,60})$/;

type Walk = { readonly above: readonly object[]; readonly left: { values: number } };

/**
 * A copy that is plain JSON and holds no secret, made for logs.
 *
 * What stands under a telling name is masked whatever it is, every text is masked by its looks, keys
 * of objects and maps included. Causes of errors are followed. Never throws, whatever the getters do.
 */
export function redact(value: unknown): unknown {
  return copy(value, { above: [], left: { values: MOST_VALUES } });
}

function copy(value: unknown, walk: Walk): unknown {
  switch (typeof value) {
    case "string":
      return maskText(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
    case "symbol":
      return maskText(String(value));
    case "function":
      return "[function]";
    case "object":
      return value === null ? null : guarded(() => copyObject(value, walk));
    default:
      return value;
  }
}

function copyObject(value: object, walk: Walk): unknown {
  if (walk.above.includes(value)) return "[circular]";
  if (walk.above.length >= DEEPEST || walk.left.values <= 0) return "[more]";
  const below: Walk = { ...walk, above: [...walk.above, value] };

  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return maskText(value.href);
  if (value instanceof URLSearchParams) return copyPairs([...value], below);
  if (value instanceof Error) return copyError(value, below);
  if (value instanceof Map) return copyPairs([...value], below);
  if (value instanceof Set) return copyList([...value], below);
  if (Array.isArray(value)) return copyList(value, below);
  return copyFields(value, Object.keys(value), below);
}

/** Message, stack and cause are not enumerable, so they are asked for by name. */
function copyError(error: Error, walk: Walk): unknown {
  const code = guarded(() => Reflect.get(error, "code"));
  const asked = ["name", "message", "stack", "cause", "errors"].filter((name) => guarded(() => name in error) === true);
  const own = guarded(() => Object.keys(error).filter((name) => !asked.includes(name)));
  const fields = copyFields(error, [...asked, ...(Array.isArray(own) ? own : [])], walk);
  return typeof code === "string" && FAULT_CODE.test(code) ? { ...fields, code } : fields;
}

function copyFields(value: object, names: readonly string[], walk: Walk): Record<string, unknown> {
  // The form in which headers and cookies are often listed: a name and a value side by side.
  const subject = guarded(() => Reflect.get(value, "name"));
  const entries = take(names, walk).map((name): readonly [string, unknown] => {
    const item = guarded(() => Reflect.get(value, name));
    const secret = isSecretName(name) || (name === "value" && typeof subject === "string" && isSecretName(subject));
    return [maskText(name), secret ? copySecret(item) : copy(item, walk)];
  });
  return Object.fromEntries(entries);
}

const copyPairs = (pairs: readonly (readonly [unknown, unknown])[], walk: Walk): unknown =>
  take(pairs, walk).map(([name, item]) => [
    copy(name, walk),
    typeof name === "string" && isSecretName(name) ? copySecret(item) : copy(item, walk),
  ]);

/** Raw headers are a flat list of names and values, so what follows a telling name is a secret. */
const copyList = (items: readonly unknown[], walk: Walk): unknown =>
  take(items, walk).map((item, i) => {
    const before = items[i - 1];
    return typeof before === "string" && isSecretName(before) ? copySecret(item) : copy(item, walk);
  });

/** Whether there is a secret may be told, and so may a word of ours. */
const copySecret = (value: unknown): unknown =>
  value === null || value === undefined || typeof value === "boolean" || OWN_WORDS.has(value) ? value : MASK;

function take<T>(items: readonly T[], walk: Walk): readonly T[] {
  const some = items.slice(0, Math.max(0, walk.left.values));
  walk.left.values -= some.length;
  return some;
}

function guarded(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return "[unreadable]";
  }
}
