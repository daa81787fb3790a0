"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { DashboardPulse } from "../../lib/views/connection";

type KeepFreshProps = {
  readonly address: string;
  readonly pulse: DashboardPulse;
  /** Whole sentences in which `mark` stands for the label; in `many` it stands for their number. */
  readonly texts: { readonly again: string; readonly trouble: string; readonly many: string; readonly mark: string };
  /** What to show while nothing new can be learnt. */
  readonly children: React.ReactNode;
};

const EVERY_MS = 30_000;
/** More sentences than this are no news but noise: an outage changes all of them at once. */
const MOST_SAID = 3;

/** Asks now and then whether anything changed, and only then lets the page be drawn anew. Says what changed, politely. */
export function KeepFresh({ address, pulse, texts, children }: KeepFreshProps) {
  const router = useRouter();
  const known = useRef(pulse);
  const [said, setSaid] = useState("");
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const tell = (now: DashboardPulse) => {
      const [before, after] = [known.current.troubled, now.troubled];
      const put = (text: string, labels: DashboardPulse["troubled"], but: DashboardPulse["troubled"]) =>
        Object.keys(labels).flatMap((id) => (id in but ? [] : [text.replace(texts.mark, labels[id] ?? "")]));
      const sentences = [...put(texts.again, before, after), ...put(texts.trouble, after, before)];
      known.current = now;
      setSaid(sentences.length > MOST_SAID ? texts.many.replace(texts.mark, String(sentences.length)) : sentences.join(" "));
    };
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(address, { headers: { "If-None-Match": `"${known.current.version}"` } }).catch(() => null);
      // Not reached, or signed out: the page keeps what it shows, with the time at which it was true.
      setLost(answer?.status !== 200 && answer?.status !== 304);
      if (answer?.status !== 200) return;
      tell((await answer.json()) as DashboardPulse);
      router.refresh();
    };
    const timer = setInterval(ask, EVERY_MS);
    // Whoever comes back to the page, or back to the network, should not look at old news for half a minute.
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
      window.removeEventListener("online", ask);
    };
  }, [address, router, texts.again, texts.trouble, texts.many, texts.mark]);
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div role="status" hidden={!lost}>
        {children}
      </div>
    </>
  );
}
