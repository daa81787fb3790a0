import type { PageLanguage } from "../../core/language";

/** What short spans are made of; `{n}` and `{span}` are replaced. Longer ones come from `Intl`, which knows plurals. */
export type SpanWords = {
  readonly in: string;
  readonly ago: string;
  readonly soon: string;
  readonly justNow: string;
  readonly minutes: string;
  readonly hours: string;
};

const ENGLISH: SpanWords = {
  in: "in {span}",
  ago: "{span} ago",
  soon: "in less than a minute",
  justNow: "just now",
  minutes: "{n} min",
  hours: "{n} h",
};

/**
 * These stand beside the catalogues, because a page keeps its relative times fresh by itself and cannot carry a
 * catalogue for that. Hours and minutes are short forms that need no plural.
 */
export const SPAN_WORDS: Readonly<Record<PageLanguage, SpanWords>> = {
  en: ENGLISH,
  "en-XA": ENGLISH,
  de: {
    in: "in {span}",
    ago: "vor {span}",
    soon: "in weniger als einer Minute",
    justNow: "gerade eben",
    minutes: "{n} min",
    hours: "{n} h",
  },
  ar: {
    in: "خلال {span}",
    ago: "قبل {span}",
    soon: "خلال أقل من دقيقة",
    justNow: "الآن",
    minutes: "{n} د",
    hours: "{n} س",
  },
};
