"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Says when this device is offline, and holds a form back that would only be lost: what was typed stays where it is.
 *
 * @param children the words, drawn by the server
 */
export function Offline({ children }: { readonly children: React.ReactNode }) {
  const [off, setOff] = useState(false);
  const words = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const look = () => setOff(!navigator.onLine);
    look();
    for (const change of ["online", "offline"]) window.addEventListener(change, look, { signal });
    document.addEventListener(
      "submit",
      (event) => {
        if (navigator.onLine) return;
        event.preventDefault();
        words.current?.focus();
      },
      { signal, capture: true },
    );
    return () => stop.abort();
  }, []);
  return (
    <div ref={words} role="alert" tabIndex={-1} hidden={!off} className="sticky top-0 z-20">
      {children}
    </div>
  );
}
