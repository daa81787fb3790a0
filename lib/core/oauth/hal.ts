import { isJsonObject, readText } from "./json-path";

/**
 * The address under a link relation of a HAL document, made whole with the document's own address;
 * null when there is none. Of several links under one relation the first counts. A template is no address.
 *
 * @param address of the document; what is found is untrusted all the same
 */
export function linkTo(document: unknown, relation: string, address: string): string | null {
  const links = isJsonObject(document) ? document["_links"] : undefined;
  const found = isJsonObject(links) && Object.hasOwn(links, relation) ? links[relation] : undefined;
  const link = Array.isArray(found) ? found[0] : found;
  if (!isJsonObject(link) || typeof link["href"] !== "string" || link["templated"] === true) return null;
  return URL.canParse(link["href"], address) ? new URL(link["href"], address).href : null;
}

/** The items embedded under a relation. An empty list may be left out altogether, and a single item may stand alone. */
export function embeddedItems(document: unknown, relation: string): readonly unknown[] {
  const embedded = isJsonObject(document) ? document["_embedded"] : undefined;
  const items = isJsonObject(embedded) && Object.hasOwn(embedded, relation) ? embedded[relation] : [];
  return Array.isArray(items) ? items : [items];
}

/** Whether every member of `match` stands in the item with its value. Nothing to compare matches nothing: it would be everything. */
export const isItemOf = (item: unknown, match: readonly (readonly [string, string])[]): boolean =>
  match.length > 0 && match.every(([path, value]) => readText(item, path) === value);
