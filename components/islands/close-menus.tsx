"use client";

import { useEffect } from "react";

const OPEN_MENU = "details[name=menu][open]";

/** Closes an open menu on Escape, giving the focus back to its button, and on a press elsewhere. Menus open and close without it. */
export function CloseMenus() {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const close = (elsewhereThan: Node | null) => {
      for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN_MENU)) {
        if (elsewhereThan !== null && menu.contains(elsewhereThan)) continue;
        const held = menu.contains(document.activeElement);
        menu.open = false;
        if (held && elsewhereThan === null) menu.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("pointerdown", ({ target }) => close(target as Node), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && close(null), { signal });
    return () => stop.abort();
  }, []);
  return null;
}
