import { translator } from "./texts/translate";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * A whole page that needs nothing else to be read: for answers given before, or without, the framework.
 *
 * @param text key of the catalogue; `<key>.title` and `<key>.body` both exist
 * @param href where the one link goes
 */
export function plainPage(text: string, href: string): string {
  const t = translator();
  const title = escaped(t(`${text}.title`));
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/plain.css">',
    `<title>${title} · Holdfast</title></head><body><main><h1>${title}</h1>`,
    `<p>${escaped(t(`${text}.body`))}</p><p><a href="${escaped(href)}">${escaped(t("door.back"))}</a></p></main></body></html>\n`,
  ].join("");
}
