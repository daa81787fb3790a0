import { type Answer, json } from "../http/answer";

/** A HAL document with its own address, and the links that lead on. */
export const hal = (content: Readonly<Record<string, unknown>>, self: string, links: Record<string, unknown> = {}): Answer =>
  json(200, { ...content, _links: { self: { href: self }, ...links } }, { "content-type": "application/hal+json" });
