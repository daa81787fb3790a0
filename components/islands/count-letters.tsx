"use client";

import { useEffect, useState } from "react";

type CountLettersProps = {
  /** The `id` of the field. */
  readonly field: string;
  /** `#` stands where the number of characters goes. */
  readonly words: string;
  /** What readers see of it; `#` stands where the text goes. */
  readonly preview: string;
  readonly title: string;
  /** What stands in the field already. */
  readonly typed: string;
};

/** Shows how long a text is and how it will read, while it is typed. Without a script it shows what had been typed when the page was drawn. */
export function CountLetters({ field, words, preview, title, typed }: CountLettersProps) {
  const [text, setText] = useState(typed);
  useEffect(() => {
    const input = document.getElementById(field);
    if (!(input instanceof HTMLInputElement)) return;
    const read = () => setText(input.value);
    read();
    input.addEventListener("input", read);
    return () => input.removeEventListener("input", read);
  }, [field]);
  if (text === "") return null;
  return (
    <div data-edge="" className="tone-warn border-tone bg-tone-tint rounded-md border px-4 py-3 text-sm">
      <p className="text-muted">
        {title} · {words.replace("#", String([...text].length))}
      </p>
      <p className="mt-0.5 wrap-anywhere">{preview.replace("#", () => text)}</p>
    </div>
  );
}
