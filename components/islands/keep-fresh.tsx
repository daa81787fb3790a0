"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { DashboardPulse } from "../../lib/views/connection";

type KeepFreshProps = {
  readonly address: string;
  readonly pulse: DashboardPulse;
  /** Whole sentences in which `mark` stands for the label. */
  readonly texts: { readonly again: string; readonly trouble: string; readonly mark: string };
};

const EVERY_MS = 30_000;

/** Asks now and then whether anything changed, and only then lets the page be drawn anew. Says what changed, politely. */
export function KeepFresh({ address, pulse, texts }: KeepFreshProps) {
  const router = useRouter();
  const known = useRef(pulse);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(address, { headers: { "If-None-Match": `"${known.current.version}"` } }).catch(() => null);
      // Not reached, or signed out: the page keeps what it shows, with the time at which it was true.
      if (answer?.status !== 200) return;
      const now = (await answer.json()) as DashboardPulse;
      const [before, after] = [known.current.troubled, now.troubled];
      const sentences = [
        ...Object.keys(before)
          .filter((id) => !(id in after))
          .map((id) => texts.again.replace(texts.mark, before[id] ?? "")),
        ...Object.keys(after)
          .filter((id) => !(id in before))
          .map((id) => texts.trouble.replace(texts.mark, after[id] ?? "")),
      ];
      known.current = now;
      setSaid(sentences.join(" "));
      router.refresh();
    };
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  }, [address, router, texts.again, texts.trouble, texts.mark]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
