import { zoneToday } from "./zone-names";

export type Region = { readonly region: string; readonly zones: readonly { readonly name: string; readonly city: string }[] };

/**
 * The time zones that this runtime knows, grouped by the first part of their IANA name, for a native list.
 *
 * @param own a zone that must be among them, under whatever name it was saved; null: none
 */
export function regionsWith(own: string | null): readonly Region[] {
  const names = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...(own ? [own] : [])].map(zoneToday));
  const regions = new Map<string, { name: string; city: string }[]>();
  for (const name of [...names].sort()) {
    const slash = name.indexOf("/");
    const region = slash < 0 ? "UTC" : name.slice(0, slash);
    const city = name
      .slice(slash + 1)
      .replaceAll("_", " ")
      .replaceAll("/", " – ");
    regions.set(region, [...(regions.get(region) ?? []), { name, city }]);
  }
  return [...regions].map(([region, zones]) => ({ region, zones }));
}
