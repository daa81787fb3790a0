"use client";

import { type ComponentProps, type MouseEvent, useRef } from "react";
import { LinkButton } from "../ui/button";

/** The page's own words, as it would be without a script; null: something else came back. */
async function mainOf(href: string): Promise<HTMLElement | null> {
  const answer = await fetch(href);
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
}

/** A way back to where one is only closes what lies above it. */
function stayHere(this: GlobalEventHandlers, event: Event): void {
  const way = event.target instanceof Element ? event.target.closest("a") : null;
  if (way?.pathname !== location.pathname || !(this instanceof HTMLDialogElement)) return;
  event.preventDefault();
  this.close();
}

/**
 * A link to a question. With a script the same page opens above this one. Whatever goes wrong, the link leads to the page.
 */
export function DialogLink(link: ComponentProps<typeof LinkButton>) {
  const above = useRef<HTMLDialogElement>(null);
  async function open(event: MouseEvent) {
    const dialog = above.current;
    if (!dialog || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const main = await mainOf(link.href).catch(() => null);
    if (!main) return location.assign(link.href);
    dialog.setAttribute("aria-label", main.querySelector("h1")?.textContent ?? "");
    dialog.replaceChildren(...main.childNodes);
    dialog.onclick = stayHere;
    dialog.showModal();
  }
  return (
    <>
      <LinkButton {...link} onClick={open} />
      <dialog
        ref={above}
        className="m-auto max-h-[calc(100dvh-2rem)] w-[min(45.5rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-canvas p-0 text-ink shadow-pop backdrop:bg-[rgb(0_0_0/0.5)]"
      />
    </>
  );
}
