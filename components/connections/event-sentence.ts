import type { ConnectionView, EventView } from "../../lib/views/connection";
import { hasText, translator } from "../../lib/views/texts/translate";

/** Seconds as a person reads them: one decimal at most, and never "0". */
export const secondsWords = (seconds: number): string =>
  new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 }).format(Math.max(seconds, 0.1));

/** One line of the history. What no text is known for is told without detail, never as a code. */
export function eventSentence(event: EventView, { provider, label, account }: ConnectionView): string {
  const t = translator();
  const { seconds } = event.values;
  const named = event.text.startsWith("event.") ? event.text : `event.${event.text}`;
  const key = named === "event.renewed" && seconds === undefined ? "event.renewed_quietly" : named;
  if (!hasText(key)) return t("event.other");

  const told = t(key, {
    provider: provider.name,
    label,
    account: account ?? provider.name,
    actor: event.actor,
    ...event.values,
    ...(seconds === undefined ? {} : { seconds: secondsWords(Number(seconds)) }),
  });
  return told === key ? t("event.other") : told;
}
