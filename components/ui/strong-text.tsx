import { createElement, Fragment } from "react";

/** A finished sentence with some of its words set off. Empty words are left out. */
export function StrongText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const wanted = words.filter((word) => word !== "").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (wanted.length === 0) return text;
  // Splitting by a group keeps what matched, at the odd places.
  const parts = text.split(new RegExp(`(${wanted.join("|")})`));
  return createElement(Fragment, null, ...parts.map((part, place) => (place % 2 === 1 ? createElement("b", null, part) : part)));
}
