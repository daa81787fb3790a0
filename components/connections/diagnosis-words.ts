import type { DiagnosisReportView, DiagnosisStepView, DiagnosisView } from "../../lib/views/diagnosis";
import { listWords } from "../../lib/views/number-words";
import { hasText, translator } from "../../lib/views/texts/translate";

const IS_NOT_WORKING = new Set<DiagnosisView["state"]>(["reconnect", "trouble_off", "trouble_on", "partial", "paused"]);

/** The question that the page answers: nobody is told that what works does not. */
export const diagnosisTitle = (state: DiagnosisView["state"]): string =>
  IS_NOT_WORKING.has(state) ? "diagnose.title" : "diagnose.title_working";

/** The key of a step's sentence: the longer form where there is an instant to tell, the open one where there is no list. */
export function stepText({ name, why, at, permissions }: DiagnosisStepView): string {
  const key = `diagnose.${name}.${why}`;
  if (at !== null && hasText(`${key}_until`)) return `${key}_until`;
  return permissions.length === 0 && hasText(`${key}_open`) ? `${key}_open` : key;
}

/** The permissions of a step in the seller's words. */
export function permissionList({ permissions }: DiagnosisStepView): string {
  const t = translator();
  return listWords(permissions.map(({ text, value }) => `“${text !== null && hasText(text) ? t(text) : value}”`));
}

/** Looks and words of the three ends of a step. */
export const STEP_LOOK = {
  fine: { icon: "yes", colour: "text-good-icon" },
  wrong: { icon: "x", colour: "text-stop-icon" },
  untried: { icon: "no", colour: "text-faint" },
} as const;

/** What came back of a call, in a few words. */
export function answerWords({ status, reason }: DiagnosisReportView["calls"][number]): string {
  if (reason === null) return String(status ?? "");
  const key = `diagnose.call.reason.${reason}`;
  return translator()(hasText(key) ? key : "diagnose.call.reason.none", { status: status ?? "" });
}
