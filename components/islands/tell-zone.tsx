"use client";

import { useEffect } from "react";

const YEAR_MS = 31_536_000_000;

/**
 * Tells the server this device's time zone, for whoever has not chosen one. Where no script runs or the
 * browser has no cookie store, times are in UTC and say so.
 */
export function TellZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!timeZone || !("cookieStore" in window)) return;
    // Lax: the way back from a marketplace begins elsewhere.
    cookieStore.set({ name: "tz", value: timeZone, sameSite: "lax", expires: Date.now() + YEAR_MS }).catch(() => undefined);
  }, []);
  return null;
}
