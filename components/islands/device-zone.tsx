"use client";

import { useEffect, useState } from "react";
import { zoneToday } from "../../lib/views/zone-names";

/**
 * Offers this device's time zone where it is not the chosen one. Only a browser knows it, so without a script
 * there is nothing to offer.
 *
 * @param field the `id` of the select to fill
 * @param words the button's text, with `{zone}` where the name goes
 */
export function DeviceZone({ field, words }: { readonly field: string; readonly words: string }) {
  const [zone, setZone] = useState<string | null>(null);

  useEffect(() => {
    const here = zoneToday(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
    const select = document.getElementById(field);
    // Nothing chosen means this device's already.
    if (here && select instanceof HTMLSelectElement && select.value !== "" && select.value !== here) setZone(here);
  }, [field]);

  if (zone === null) return null;

  const choose = () => {
    const select = document.getElementById(field);
    if (!(select instanceof HTMLSelectElement)) return;
    if (![...select.options].some(({ value }) => value === zone)) select.add(new Option(zone, zone));
    select.value = zone;
    select.focus();
    setZone(null);
  };

  return (
    <button
      type="button"
      onClick={choose}
      className="mt-2 inline-flex min-h-8 items-center rounded-sm text-sm font-medium text-accent underline underline-offset-3 hover:text-accent-hover touch:min-h-11"
    >
      {words.replace("{zone}", zone.replaceAll("_", " "))}
    </button>
  );
}
