"use client";

import { useEffect, useState } from "react";
import { Button } from "../ui/button";

/** Opens the browser's print dialogue. Without a script there is no such button, and the browser's own menu does the same. */
export function PrintButton({ words }: { readonly words: string }) {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  if (!works) return null;
  return (
    <Button type="button" size="small" onClick={() => window.print()}>
      {words}
    </Button>
  );
}
