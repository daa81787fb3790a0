import type { ConnectionView, EventView } from "../../lib/views/connection";
import { secondsWords } from "../../lib/views/number-words";
import { hasText, translator } from "../../lib/views/texts/translate";

/** One line of the history. What no text is known for is told without detail, never as a code. */
export function eventSentence(
  event: EventView,
  { provider, label, account }: Pick<ConnectionView, "provider" | "label" | "account">,
): string {
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
