import type { ProviderView } from "../../lib/views/connection";
import type { DiagnosisReportView, DiagnosisStepView } from "../../lib/views/diagnosis";
import { secondsWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { permissionList, STEP_LOOK, stepText } from "./diagnosis-words";

type StepsProps = { readonly report: DiagnosisReportView; readonly provider: ProviderView; readonly moment: Moment };

/** Each thing that was looked at, in the order in which one needs the one before it. */
export function DiagnosisSteps({ report, provider, moment }: StepsProps) {
  const t = translator();
  return (
    <section className="mt-8" aria-labelledby="steps-title">
      <h2 id="steps-title" className="mb-3 text-md font-semibold tracking-snug">
        {t("diagnose.steps")}
      </h2>
      <Panel as="ol">
        {report.steps.map((step) => (
          <Step key={step.name} step={step} provider={provider} moment={moment} />
        ))}
      </Panel>
    </section>
  );
}

function Step({
  step,
  provider,
  moment,
}: {
  readonly step: DiagnosisStepView;
  readonly provider: ProviderView;
  readonly moment: Moment;
}) {
  const t = translator();
  const { name, result, values, at } = step;
  const { icon, colour } = STEP_LOOK[result];
  const { seconds } = values;
  const said = {
    ...values,
    provider: provider.name,
    list: permissionList(step),
    ...(seconds === undefined ? {} : { seconds: secondsWords(Number(seconds)) }),
  };
  return (
    <li className="flex items-start gap-3 px-4 py-3.5 not-first:border-t not-first:border-line md:px-6">
      <span className={`mt-0.5 ${colour}`}>
        <Icon name={icon} />
      </span>
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-0.5 wrap-anywhere md:grid-cols-[10rem_minmax(0,1fr)]">
        <h3 className="font-semibold">{t(`diagnose.heading.${name}`, { provider: provider.name })}</h3>
        <p className={`text-pretty ${result === "wrong" ? "" : "text-muted"}`}>
          <b className={result === "fine" ? "sr-only" : "font-semibold text-ink"}>{t(`diagnose.result.${result}`)}: </b>
          <Sentence
            text={stepText(step)}
            values={said}
            nodes={at === null ? {} : { when: <Time at={at} moment={moment} as="day-time" /> }}
          />
        </p>
      </div>
    </li>
  );
}
