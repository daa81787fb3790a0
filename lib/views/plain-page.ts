import { directionOf } from "../core/language";
import { readersLanguage } from "./language";
import { translator } from "./texts/translate";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * A whole page that needs nothing else to be read: for answers given before, or without, the framework.
 *
 * @param text key of the catalogue; `<key>.title` and `<key>.body` both exist
 * @param href where the link back goes
 * @param failed the address to try again, null where that would not help, and the short code to ask an admin about
 */
export function plainPage(
  text: string,
  href: string,
  failed: { readonly retry: string | null; readonly reference: string } | null = null,
): string {
  const t = translator();
  const language = readersLanguage();
  const title = escaped(t(`${text}.title`));
  const link = (to: string, words: string) => `<a href="${escaped(to)}">${escaped(words)}</a>`;
  return [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/plain.css">',
    `<title>${title} · Holdfast</title></head><body>`,
    '<header><img src="/icon.svg" alt="" width="28" height="28">Holdfast</header>',
    `<main><h1>${title}</h1>`,
    `<p>${escaped(t(`${text}.body`))}</p>`,
    failed?.retry ? `<p>${link(failed.retry, t("door.again"))}</p>` : `<p>${link(href, t("door.back"))}</p>`,
    failed ? `<p><small>${escaped(t("door.reference", { ref: failed.reference }))}</small></p>` : "",
    "</main></body></html>\n",
  ].join("");
}
