import { addressKind } from "../net/address-kind";
import { readIpv4, readIpv6 } from "../net/ip-address";

/** How often something may be tried in a window of so many seconds. */
export type TryLimit = { readonly name: string; readonly most: number; readonly windowSeconds: number };

const WINDOW_SECONDS = 15 * 60;

/**
 * What may be tried how often (`security.md` E8, E14; ASVS 5.0 6.3.1).
 *
 * By address it protects a mailbox. It locks nobody out: each of the asks it counts has sent a link there.
 */
export const TRY_LIMITS = {
  linkForAddress: { name: "link_address", most: 5, windowSeconds: WINDOW_SECONDS },
  linkFromNetwork: { name: "link_network", most: 30, windowSeconds: WINDOW_SECONDS },
  codeFromNetwork: { name: "code_network", most: 5, windowSeconds: WINDOW_SECONDS },
  /** Over everybody, since a code may have been chosen by a person: 50 guesses in a quarter of an hour find no sixteen characters. */
  code: { name: "code", most: 50, windowSeconds: WINDOW_SECONDS },
  /** Counted in memory, by process: a page that is only looked at writes nothing. */
  repairCode: { name: "repair_code", most: 20, windowSeconds: 10 * 60 },
  testMail: { name: "test_mail", most: 5, windowSeconds: WINDOW_SECONDS },
} as const satisfies Record<string, TryLimit>;

/**
 * The network that a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, since one
 * house holds all of the rest. IPv4 inside IPv6 is IPv4 (RFC 4291 §2.5.5.2).
 *
 * @returns null where it tells nobody apart: it cannot be read, or it is this machine, where a proxy stands
 *   that we were not told to believe
 */
export function networkOf(address: string | null): string | null {
  if (address === null) return null;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const kind = addressKind(plain);
  if (kind === "loopback" || kind === "unreadable") return null;
  if (readIpv4(plain) !== null) return plain;
  const groups = readIpv6(plain) ?? [];
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** Whole minutes until a window is over, as a person is told. */
export const minutesLeft = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
