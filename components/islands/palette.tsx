"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";

type Place = { readonly href: string; readonly words: string; readonly aside?: string };

/** What the address of the suggestions answers. */
type Found = { readonly id: string; readonly label: string; readonly provider: string; readonly owner: string };

export type PaletteProps = {
  /** Where suggestions come from, and what a connection's address begins with. */
  readonly find: string;
  readonly connections: string;
  readonly pages: readonly Place[];
  readonly texts: { readonly title: string; readonly hint: string; readonly none: string };
  readonly onClose: () => void;
};

const WAIT_MS = 150;
const SHORTEST = 2;

/** Connections whose names begin like this; none while it is too short, or when the answer does not come. */
async function suggestions(find: string, text: string, signal: AbortSignal): Promise<readonly Found[]> {
  if ([...text].length < SHORTEST) return [];
  const answer = await fetch(`${find}?${new URLSearchParams({ q: text })}`, { signal }).catch(() => null);
  return answer?.ok ? answer.json() : [];
}

/** A search field with links below it. Arrows move among them, Enter follows the first. */
export default function Palette({ find, connections, pages, texts, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const shown = await suggestions(find, text.trim(), stop.signal);
      if (!stop.signal.aborted) setFound(shown);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [find, text]);
  const wanted = text.trim().toLowerCase();
  const places: readonly Place[] = [
    ...pages.filter(({ words }) => words.toLowerCase().includes(wanted)),
    ...found.map(({ id, label, provider, owner }) => ({
      href: `${connections}/${id}`,
      words: label,
      aside: `${provider} · ${owner}`,
    })),
  ];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = [...(dialog.current?.querySelectorAll<HTMLElement>("input, a") ?? [])];
    const here = stops.indexOf(document.activeElement as HTMLElement);
    stops[(here + step + stops.length) % stops.length]?.focus();
  };
  const go = (event: React.FormEvent) => {
    event.preventDefault();
    const [first] = places;
    if (first) location.assign(first.href);
  };
  return (
    <dialog
      ref={dialog}
      aria-label={texts.title}
      onClose={onClose}
      onKeyDown={move}
      className="m-auto mt-[12vh] w-[min(36rem,calc(100vw-2rem))] overflow-hidden rounded-lg border border-line bg-raised p-0 text-ink shadow-pop backdrop:bg-[rgb(0_0_0/0.5)]"
    >
      <form onSubmit={go} className="border-b border-line p-2">
        <input
          type="text"
          aria-label={texts.title}
          placeholder={texts.hint}
          value={text}
          onChange={({ target }) => setText(target.value)}
          maxLength={100}
          autoComplete="off"
          className="min-h-11 w-full rounded-md bg-transparent px-3 text-input"
        />
      </form>
      <ul className="max-h-[50vh] overflow-y-auto p-1.5">
        {places.map(({ href, words, aside }) => (
          <li key={href}>
            <a href={href} className="menu-item">
              <bdi className="min-w-0 flex-1 truncate">{words}</bdi>
              {aside ? <span className="truncate text-sm text-muted">{aside}</span> : null}
            </a>
          </li>
        ))}
      </ul>
      <p role="status" className={places.length === 0 ? "px-4 pb-4 text-muted" : "sr-only"}>
        {places.length === 0 ? texts.none : ""}
      </p>
    </dialog>
  );
}
