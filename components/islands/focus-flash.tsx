"use client";

import { useEffect } from "react";

/** Moves focus to the answer of a form, so that a screen reader starts there. Without a script the live region still speaks. */
export function FocusFlash({ id }: { readonly id: string }) {
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  return null;
}
