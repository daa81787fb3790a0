"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

type WatchClockProps = {
  /** ISO 8601. */
  readonly at: string;
  /** Whole sentences for what happens to it. An empty one is not said. */
  readonly texts: { readonly soon: string; readonly now: string; readonly done: string };
};

const EVERY_MS = 1_000;
const SOON_MS = 300_000;
/** Looks again at the page for so long after the instant has come, in seconds. */
const LOOK_FOR = 120;
const LOOK_EVERY = 5;

const stageOf = (at: string): 0 | 1 | 2 => {
  const left = Date.parse(at) - Date.now();
  return left <= 0 ? 2 : left <= SOON_MS ? 1 : 0;
};

/**
 * Says politely when an instant comes near, when it comes, and when it has moved on; nothing in between. Once it
 * has come, the page is drawn anew until it shows what became of it. Without a script the page says all of it, too.
 */
export function WatchClock({ at, texts: { soon, now, done } }: WatchClockProps) {
  const router = useRouter();
  const [said, setSaid] = useState("");
  const known = useRef<{ readonly at: string; stage: number } | null>(null);
  useEffect(() => {
    const before = known.current;
    const mine: { readonly at: string; stage: number } = { at, stage: stageOf(at) };
    known.current = mine;
    if (before !== null && before.at !== at && before.stage === 2 && mine.stage < 2) setSaid(done);
    let over = 0;
    const look = () => {
      const stage = stageOf(at);
      if (stage > mine.stage) setSaid(stage === 2 ? now : soon);
      mine.stage = Math.max(stage, mine.stage);
      if (stage === 2 && over < LOOK_FOR && !document.hidden && ++over % LOOK_EVERY === 0) router.refresh();
    };
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [at, router, soon, now, done]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
