import { createElement, Fragment } from "react";

/**
 * A sentence of the catalogue with some of its values set off.
 *
 * The sentence stays whole for translators; the values are found in it afterwards.
 */
export function Emphasis({ text, of }: { readonly text: string; readonly of: readonly (string | null | undefined)[] }) {
  const wanted = of.filter((value) => value).map((value) => `${value}`.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (wanted.length === 0) return text;
  // Splitting by a group keeps what matched, at the odd places.
  const parts = text.split(new RegExp(`(${wanted.join("|")})`, "g"));
  return createElement(Fragment, null, ...parts.map((part, place) => (place % 2 === 1 ? createElement("b", null, part) : part)));
}
