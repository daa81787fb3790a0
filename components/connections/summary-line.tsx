import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import type { DashboardView } from "../../lib/views/connection";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { Sentence } from "../ui/sentence";

/** Parts of the summary, most urgent first. Two states share the word "trouble". */
const PARTS = [
  { text: "reconnect", states: ["reconnect"] },
  { text: "ends_soon", states: ["ends_soon"] },
  { text: "trouble", states: ["trouble_off", "trouble_on"] },
  { text: "partial", states: ["partial"] },
  { text: "paused", states: ["paused"] },
  { text: "working", states: ["working"] },
  { text: "disconnected", states: ["disconnected"] },
] as const satisfies readonly { readonly text: string; readonly states: readonly DisplayStateName[] }[];

/** "6 connections: 1 needs you, 1 ends soon, 4 working." — is everything selling? */
export function SummaryLine({ view }: { readonly view: Pick<DashboardView, "counts" | "total"> }) {
  const t = translator();
  const { total, counts } = view;
  if (total === 0) return null;
  if (counts.working === total) {
    const all = <b>{t("dashboard.total_all_work", { count: total })}</b>;
    return <Sentence text="dashboard.summary_all_work" values={{ count: total }} nodes={{ total: all }} />;
  }
  const parts = PARTS.flatMap(({ text, states }) => {
    const count = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    return count === 0 ? [] : [t(`dashboard.count.${text}`, { count })];
  });
  const list = listWords(parts, "unit");
  return (
    <Sentence
      text="dashboard.summary"
      values={{ parts: list }}
      nodes={{ total: <b>{t("dashboard.total", { count: total })}</b> }}
    />
  );
}
