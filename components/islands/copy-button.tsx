"use client";

import { useEffect, useState } from "react";
import { Button } from "../ui/button";

type CopyProps = { readonly text: string; readonly words: string; readonly done: string; readonly quiet?: boolean };

/** Copies a text. Without a script, or where the browser lets no page copy, there is no such button: the text stands beside it. */
export function CopyButton({ text, words, done, quiet = false }: CopyProps) {
  const [works, setWorks] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setWorks("clipboard" in navigator), []);
  if (!works) return null;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <>
      <Button type="button" variant={quiet ? "plain" : "main"} size={quiet ? "normal" : "big"} wide="phone" onClick={copy}>
        {words}
      </Button>
      <span role="status" className="self-center text-good">
        {copied ? done : ""}
      </span>
    </>
  );
}
