"use client";

import { useEffect } from "react";

/** Tells the server this device's time zone, for whoever has not chosen one. Without a script times are in UTC and say so. */
export function TellZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone) document.cookie = `tz=${timeZone}; path=/; max-age=31536000; secure; samesite=lax`;
  }, []);
  return null;
}
