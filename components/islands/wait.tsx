"use client";

import { useEffect, useState } from "react";

type WaitProps = {
  /** Whole seconds from now. */
  readonly seconds: number;
  /** A sentence with `{seconds}` where the number goes. */
  readonly words: string;
  /** What becomes possible at the end. */
  readonly children: React.ReactNode;
};

/** Counts a wait down, then gives way to what was waited for. Without a script the page still says how long. */
export function Wait({ seconds, words, children }: WaitProps) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return children;
  return <p className="flex min-h-9 items-center text-muted">{words.replace("{seconds}", String(left))}</p>;
}
