"use client";

import { useEffect } from "react";
import { pageLanguage } from "../../lib/views/language";
import { relativeWords } from "../../lib/views/time-words";

/** Words are told to the minute; near an instant the right one must not come a minute late. */
const EVERY_MS = 10_000;

/** Keeps every relative time of the page fresh. Says nothing aloud: it stands in no live region. */
export function Countdown() {
  useEffect(() => {
    const refresh = () => {
      const now = new Date();
      const language = pageLanguage(document.documentElement.lang);
      for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
        const text = element.firstChild;
        if (text) text.nodeValue = relativeWords(new Date(element.dateTime), now, language);
      }
    };
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
