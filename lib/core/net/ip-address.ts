/** An IPv4 address as one number, or null when `text` is not exactly four decimal octets. Octal and hexadecimal forms are not read. */
export function readIpv4(text: string): number | null {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return null;
  const octets = text.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return null;
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

/** The dotted tail that RFC 4291 §2.2 form 3 allows (`::ffff:192.0.2.1`), rewritten as two groups; null when it is no address. */
function withoutDottedTail(text: string): string | null {
  if (!text.includes(".")) return text;
  const start = text.lastIndexOf(":") + 1;
  const tail = readIpv4(text.slice(start));
  if (tail === null) return null;
  return `${text.slice(0, start)}${Math.floor(tail / 0x10000).toString(16)}:${(tail % 0x10000).toString(16)}`;
}

const readGroups = (part: string): number[] | null => {
  if (part === "") return [];
  const groups = part.split(":");
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
};

/** The eight groups of an IPv6 address (RFC 4291 §2.2), or null. Zones (`%eth0`) and brackets are not read. */
export function readIpv6(text: string): readonly number[] | null {
  const [before, after, ...more] = (withoutDottedTail(text) ?? "?").split("::");
  if (before === undefined || more.length > 0) return null;
  const head = readGroups(before);
  if (after === undefined) return head?.length === 8 ? head : null;
  const tail = readGroups(after);
  if (head === null || tail === null || head.length + tail.length > 7) return null;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
