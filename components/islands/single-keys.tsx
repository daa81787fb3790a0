"use client";

import { useEffect } from "react";

/** Whether letters go into it. */
const takesText = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement &&
  (at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit])"));

/** `/` goes to the search of the page, `?` opens what is behind `help`. Whoever turned single keys off never gets this (WCAG 2.2, 2.1.4). */
export function SingleKeys({ help }: { readonly help: string }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
      }
      const shown = event.key === "?" ? document.getElementById(help) : null;
      if (shown instanceof HTMLDialogElement) shown.showModal();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [help]);
  return null;
}
