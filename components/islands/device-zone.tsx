"use client";

import { useEffect, useState } from "react";
import { zoneToday } from "../../lib/views/zone-names";

/**
 * Offers this device's time zone where it is not the chosen one. Only a browser knows it, so without a script
 * there is nothing to offer.
 *
 * @param field the `id` of the text field to fill
 * @param words the button's text, with `{zone}` where the name goes
 */
export function DeviceZone({ field, words }: { readonly field: string; readonly words: string }) {
  const [zone, setZone] = useState<string | null>(null);

  useEffect(() => {
    const here = zoneToday(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
    const input = document.getElementById(field);
    // Nothing chosen means this device's already.
    if (here && input instanceof HTMLInputElement && input.value !== "" && input.value !== here) setZone(here);
  }, [field]);

  if (zone === null) return null;

  const choose = () => {
    const input = document.getElementById(field);
    if (!(input instanceof HTMLInputElement)) return;
    input.value = zone;
    input.focus();
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
