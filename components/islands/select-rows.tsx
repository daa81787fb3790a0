"use client";

import { useEffect, useRef, useState } from "react";

const BOXES = "input[name=ids]";
const boxesOf = (form: HTMLFormElement | null | undefined) => [...(form?.querySelectorAll<HTMLInputElement>(BOXES) ?? [])];
/** Others hear of it as if each had been pressed by hand. */
const tell = (form: HTMLFormElement | null | undefined) => form?.dispatchEvent(new Event("change", { bubbles: true }));

/** Ticks every row of the page or none. Without a script there is no such box: each row has its own. */
export function SelectPage({ words }: { readonly words: string }) {
  const box = useRef<HTMLInputElement>(null);
  const [works, setWorks] = useState(false);
  useEffect(() => {
    setWorks(true);
    const form = box.current?.form;
    const look = () => {
      const all = boxesOf(form);
      const ticked = all.filter(({ checked }) => checked).length;
      if (!box.current) return;
      box.current.checked = ticked > 0 && ticked === all.length;
      box.current.indeterminate = ticked > 0 && ticked < all.length;
    };
    form?.addEventListener("change", look);
    return () => form?.removeEventListener("change", look);
  }, []);
  const press = () => {
    const on = box.current?.checked ?? false;
    for (const each of boxesOf(box.current?.form)) each.checked = on;
    tell(box.current?.form);
  };
  return (
    <label hidden={!works}>
      <input ref={box} type="checkbox" aria-label={words} onChange={press} />
      <span aria-hidden="true" className="md:hidden">
        {words}
      </span>
    </label>
  );
}

type SelectRowsProps = {
  /** With `{count}` where the number goes. */
  readonly some: string;
  /** What is said while everything that matches is chosen. */
  readonly every: string;
  /** The `id` of what shows the same to eyes. It comes and goes, and what is not there yet announces nothing. */
  readonly shown: string;
};

/** Says how many rows are ticked, and ticks all between two with Shift. */
export function SelectRows({ some, every, shown }: SelectRowsProps) {
  const said = useRef<HTMLSpanElement>(null);
  const [words, setWords] = useState("");
  useEffect(() => {
    const form = said.current?.closest("form");
    if (!form) return;
    let last: HTMLInputElement | null = null;
    const stop = new AbortController();
    const { signal } = stop;
    const rowBox = ({ target }: Event) => (target instanceof HTMLInputElement && target.name === "ids" ? target : null);
    const range = (to: HTMLInputElement) => {
      const all = boxesOf(form);
      const ends = [all.indexOf(last ?? to), all.indexOf(to)].sort((a, b) => a - b);
      for (const each of all.slice(ends[0], (ends[1] ?? 0) + 1)) each.checked = to.checked;
    };
    form.addEventListener(
      "click",
      (event) => {
        const box = rowBox(event);
        if (!box) return;
        if (event.shiftKey) range(box);
        last = box;
        tell(form);
      },
      { signal },
    );
    form.addEventListener(
      "change",
      () => {
        const all = form.querySelector<HTMLInputElement>("input[name=all]");
        const count = boxesOf(form).filter(({ checked }) => checked).length;
        const text = all?.checked ? every : count === 0 ? "" : some.replace("{count}", String(count));
        setWords(text);
        const seen = document.getElementById(shown);
        if (seen) seen.textContent = text;
      },
      { signal },
    );
    // Browsers bring ticked boxes back with a page that somebody returns to.
    tell(form);
    return () => stop.abort();
  }, [some, every, shown]);
  return (
    <span ref={said} role="status" className="sr-only">
      {words}
    </span>
  );
}
