"use client";

import { usePathname } from "next/navigation";

/** Tells a form which page it stands on, so that the answer comes back to it. Drawn by the server, too. */
export function ReturnHere() {
  return <input type="hidden" name="returnTo" value={usePathname()} />;
}
