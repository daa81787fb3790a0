/** How a definition says that a number or text tells an end. */
export type EndFormat = "auto" | "seconds" | "millis" | "epoch" | "iso8601";

/** An end as a provider writes it: so many milliseconds from now, or an instant by the provider's clock. */
export type End = { readonly kind: "relative"; readonly ms: number } | { readonly kind: "absolute"; readonly epochMs: number };

const EPOCH_MS = 1e12;
const EPOCH_SECONDS = 1e9;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an end; null when the value is not one.
 *
 * Numbers may be written as strings. A negative number is no end: nothing ends before it began, so the
 * reply itself is in doubt. `auto` tells the kinds of number apart by size (`facts.md` C, rule 1).
 */
export function readEnd(value: unknown, format: EndFormat): End | null {
  if (format === "iso8601") {
    const epochMs = typeof value === "string" && ISO_8601.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(epochMs) ? null : { kind: "absolute", epochMs };
  }
  const number = toNumber(value);
  if (number === null) return null;
  if (format === "millis") return number >= EPOCH_MS ? { kind: "absolute", epochMs: number } : { kind: "relative", ms: number };
  if (format === "epoch") return { kind: "absolute", epochMs: number >= EPOCH_MS ? number : number * 1000 };
  if (format === "auto" && number >= EPOCH_MS) return { kind: "absolute", epochMs: number };
  if (format === "auto" && number >= EPOCH_SECONDS) return { kind: "absolute", epochMs: number * 1000 };
  return { kind: "relative", ms: number * 1000 };
}

function toNumber(value: unknown): number | null {
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : null;
}
