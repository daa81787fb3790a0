"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { PaletteProps } from "./palette";

/** Fetched when somebody first asks for it, so that no page carries it along. */
const Palette = lazy(() => import("./palette"));

/** Ctrl+K, or ⌘K on a Mac, opens a search for a page or a connection. Everything it leads to has a link elsewhere. */
export function PaletteKey(palette: Omit<PaletteProps, "onClose">) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!open) return null;
  return (
    <Suspense>
      <Palette {...palette} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
