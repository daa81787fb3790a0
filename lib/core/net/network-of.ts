import { addressKind } from "./address-kind";
import { readIpv4, readIpv6 } from "./ip-address";

/**
 * The network that an address is of, wide enough to name nobody: 256 IPv4 addresses, or a /48 of IPv6 (RFC 6177 §2: what
 * one site gets at most). What is written into the log stays there, also when its person is forgotten.
 *
 * @returns `local` for this machine; null: it cannot be read
 */
export function roughNetwork(address: string | null): string | null {
  if (address === null) return null;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const kind = addressKind(plain);
  if (kind === "loopback") return "local";
  if (kind === "unreadable") return null;
  if (readIpv4(plain) !== null) return plain.replace(/\d+$/, "0/24");
  const groups = (readIpv6(plain) ?? []).slice(0, 3).map((group) => group.toString(16));
  return `${groups.join(":")}::/48`;
}
