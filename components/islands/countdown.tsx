"use client";

import { useEffect } from "react";
import { relativeWords } from "../../lib/views/time-words";

/** Keeps every relative time of the page fresh, each minute. Says nothing aloud: it stands in no live region. */
export function Countdown() {
  useEffect(() => {
    const refresh = () => {
      const now = new Date();
      for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
        const text = element.firstChild;
        if (text) text.nodeValue = relativeWords(new Date(element.dateTime), now);
      }
    };
    const timer = setInterval(refresh, 60_000);
    return () => clearInterval(timer);
  }, []);
  return null;
}
