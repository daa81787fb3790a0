import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What a browser without a script gets of an element, and the words a person reads in it. */
export function markup(element: ReactNode): { readonly html: string; readonly words: string } {
  const html = renderToStaticMarkup(element);
  const words = html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
  return { html, words };
}
