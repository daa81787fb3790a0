import "server-only";
import { cookies } from "next/headers";
import type { Person } from "../services/contract";
import { knownZone } from "../views/time-words";

/** Written by `components/islands/tell-zone.tsx`; a test holds the two together. */
const ZONE_COOKIE = "tz";

/** Names only: databases read an offset such as `+05:45` the other way round than browsers do. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/;

/** The zone in which this browser's reader is told times: the chosen one, else the device's. null: UTC. */
export async function shownZone(person: Pick<Person, "timeZone"> | null): Promise<string | null> {
  return person?.timeZone ?? zoneOfCookie((await cookies()).get(ZONE_COOKIE)?.value);
}

/** @param value untrusted */
export function zoneOfCookie(value: string | undefined): string | null {
  return value !== undefined && NAME.test(value) && knownZone(value) === value ? value : null;
}
