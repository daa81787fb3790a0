"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";

/** Keeps the answer to a form, and with it the focus, while its page is drawn anew: the server tells it only once. */
export function KeepFlash({ children }: { readonly children: React.ReactNode }) {
  const path = usePathname();
  const [kept, keep] = useState({ path, children });
  if (kept.path === path && (children === null || children === kept.children)) return kept.children;
  keep({ path, children });
  return children;
}
