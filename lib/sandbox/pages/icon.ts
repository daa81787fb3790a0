import { type Html, html } from "./html";

const flask = html`<path d="M9.5 3v6.5L4.6 18a2 2 0 0 0 1.7 3h11.4a2 2 0 0 0 1.7-3l-4.9-8.5V3M8 3h8M7.2 14.5h9.6"/>`;
const down = html`<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>`;
const clock = html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/>`;
const key = html`<circle cx="8" cy="15" r="4.5"/><path d="M11.3 11.7 19.5 3.5M16 7l3 3"/>`;

const SHAPES = { flask, down, clock, key } as const;

/** A picture beside words; it says nothing by itself. */
export const icon = (name: keyof typeof SHAPES): Html =>
  html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
