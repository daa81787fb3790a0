import { readIpv4, readIpv6 } from "./ip-address";

/** `special` is everything that is neither global unicast nor loopback: private, link-local, translated, reserved. */
export type AddressKind = "global" | "loopback" | "special" | "unreadable";

type Block = readonly [base: string, bits: number];

/** Ranges of the IANA IPv4 special-purpose registry that no provider can live in (RFC 6890), and one cloud metadata host outside of them. */
const IPV4_SPECIAL: readonly Block[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Azure's wire server answers here from inside a virtual machine.
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Inside 2000::/3, the only global unicast space there is (RFC 4291 §2.4), these are not hosts of the public internet. */
const IPV6_SPECIAL: readonly Block[] = [
  // Protocol assignments; holds Teredo 2001::/32, which tunnels to an IPv4 address of the sender's choice.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4: the next 32 bits are an IPv4 address, private ones included.
  ["2002::", 16],
  ["3fff::", 20],
];

const inIpv4 = (address: number, [base, bits]: Block): boolean => {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor((readIpv4(base) ?? 0) / size);
};

const toInteger = (groups: readonly number[]): bigint => groups.reduce((value, group) => value * 0x10000n + BigInt(group), 0n);

const inIpv6 = (groups: readonly number[], [base, bits]: Block): boolean =>
  (toInteger(groups) ^ toInteger(readIpv6(base) ?? [])) >> BigInt(128 - bits) === 0n;

/**
 * What kind of address `text` is. IPv6 is read by an allow-list, not a deny-list: anything outside
 * 2000::/3 is special, and with it `::ffff:0:0/96`, `::/96`, `64:ff9b::/96`, fc00::/7, fe80::/10 and ff00::/8.
 */
export function addressKind(text: string): AddressKind {
  const v4 = readIpv4(text);
  if (v4 !== null) {
    if (inIpv4(v4, ["127.0.0.0", 8])) return "loopback";
    return IPV4_SPECIAL.some((block) => inIpv4(v4, block)) ? "special" : "global";
  }
  const v6 = readIpv6(text);
  if (v6 === null) return "unreadable";
  if (toInteger(v6) === 1n) return "loopback";
  if (!inIpv6(v6, ["2000::", 3])) return "special";
  return IPV6_SPECIAL.some((block) => inIpv6(v6, block)) ? "special" : "global";
}
