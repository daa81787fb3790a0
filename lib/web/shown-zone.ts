import "server-only";
import { cookies } from "next/headers";
import type { Person } from "../services/contract";
import { ZONE_COOKIE, zoneOfCookie } from "./zone-cookie";

/** The zone in which this browser's reader is told times: the chosen one, else the device's. null: UTC. */
export async function shownZone(person: Pick<Person, "timeZone"> | null): Promise<string | null> {
  return person?.timeZone ?? zoneOfCookie((await cookies()).get(ZONE_COOKIE)?.value);
}
