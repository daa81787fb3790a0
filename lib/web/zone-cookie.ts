import { knownZone } from "../views/time-words";

/** Written by `components/islands/tell-zone.tsx`; a journey holds the two together. */
export const ZONE_COOKIE = "tz";

/** Names only: databases read an offset such as `+05:45` the other way round than browsers do. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/;

/** The time zone that a browser told; null when it told none that is known. @param value untrusted */
export function zoneOfCookie(value: string | undefined): string | null {
  return value !== undefined && NAME.test(value) && knownZone(value) === value ? value : null;
}
