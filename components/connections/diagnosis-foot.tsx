import type { DiagnosisReportView, DiagnosisView } from "../../lib/views/diagnosis";
import { translator } from "../../lib/views/texts/translate";
import { type Moment, zoneWords } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { AskButton } from "./diagnosis-ask";

type FootProps = { readonly diagnosis: DiagnosisView; readonly report: DiagnosisReportView; readonly moment: Moment };

/** When it was looked at, by which reference an admin finds it, and another look. */
export function DiagnosisFoot({ diagnosis, report, moment }: FootProps) {
  const t = translator();
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line pt-4 text-sm text-muted">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span>
          <Sentence text="diagnose.looked" nodes={{ when: <Time at={report.at} moment={moment} as="exact" /> }} />
        </span>
        <span>{t("page.times", { zone: zoneWords(moment.zone, moment.now) })}</span>
        <span>{t("diagnose.reference", { ref: report.reference })}</span>
      </p>
      {report.isOver || !diagnosis.canAsk ? null : <AskButton diagnosis={diagnosis} />}
    </div>
  );
}
