import type { CheckView, ConnectionDetailView, ScopeView } from "../views/connection";
import { listWords, secondsWords } from "../views/number-words";
import type { FlashView } from "../views/person";
import { routes } from "../views/routes";
import { hasText, translator } from "../views/texts/translate";
import type { Moment } from "../views/time-words";
import { whenWords } from "./when-words";

/**
 * What a check showed, in a sentence. "Reconnect" stands only where it helps: never where our own set-up
 * or the marketplace is at fault.
 */
export function checkFlash(
  check: CheckView,
  { id, provider }: Pick<ConnectionDetailView, "id" | "provider">,
  moment: Moment,
): FlashView {
  const names = { provider: provider.name };
  switch (check.did) {
    case "works": {
      const seconds = secondsWords(check.tookMs / 1000);
      return { tone: "good", text: check.renewed ? "flash.check_renewed" : "flash.check_works", values: { ...names, seconds } };
    }
    case "setup":
    case "refused":
      return { tone: "calm", text: `flash.check_${check.did}`, values: { ...names, ref: check.reference } };
    case "less_access": {
      const list = listWords(check.missing.map(permissionWords));
      const act = { text: "do.reconnect_to_add", href: routes.reconnect(id) };
      return { tone: "calm", text: `flash.check_less${list === "" ? "_open" : ""}`, values: { ...names, list }, act };
    }
    case "busy": {
      const when = whenWords(check.until, moment.now, moment.zone);
      return { tone: "calm", text: `flash.check_busy${when === "" ? "_open" : ""}`, values: { ...names, when } };
    }
    case "trouble":
      return { tone: "calm", text: "flash.check_trouble", values: names };
    case "ended":
      return {
        tone: "bad",
        text: "flash.check_ended",
        values: names,
        act: { text: "do.reconnect_short", href: routes.reconnect(id) },
      };
  }
}

function permissionWords({ text, value }: ScopeView): string {
  const t = translator();
  return `“${text !== null && hasText(text) ? t(text) : value}”`;
}
