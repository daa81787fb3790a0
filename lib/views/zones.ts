import { zoneToday } from "./zone-names";

/**
 * The time zones that this runtime knows, by their IANA names of today.
 *
 * @param own a zone that must be among them, under whatever name it was saved; null: none
 */
export function zonesWith(own: string | null): readonly string[] {
  const names = [...Intl.supportedValuesOf("timeZone"), "UTC", ...(own ? [own] : [])];
  return [...new Set(names.map(zoneToday))].sort();
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/g, " ");
const cityOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/**
 * The zone that somebody means who types "Europe/Berlin", "berlin" or "new york".
 *
 * @param typed untrusted
 * @returns null: none, or more than one
 */
export function zoneNamed(typed: string): string | null {
  const wanted = plain(zoneToday(typed.trim()));
  const names = zonesWith(null);
  const exact = names.find((name) => plain(name) === wanted);
  if (exact !== undefined) return exact;
  const cities = names.filter((name) => plain(cityOf(name)) === wanted);
  return cities.length === 1 ? (cities[0] ?? null) : null;
}
