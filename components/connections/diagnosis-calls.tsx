import type { ProviderView } from "../../lib/views/connection";
import type { DiagnosisReportView } from "../../lib/views/diagnosis";
import { secondsWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { More } from "../ui/more";
import { Panel } from "../ui/panel";
import { Time } from "../ui/time";
import { answerWords } from "./diagnosis-words";

type Calls = DiagnosisReportView["calls"];
type CallsProps = { readonly report: DiagnosisReportView; readonly provider: ProviderView; readonly moment: Moment };

const renewalText = (end: DiagnosisReportView["renewals"][number]["end"], status: number | null): string =>
  end === "failed" && status !== null ? "diagnose.renewal.failed_with" : `diagnose.renewal.${end}`;

/** What went over the line, without anything that opens something: where to, how it ended, how long it took, and names. */
export function DiagnosisCalls({ report: { calls, renewals }, provider, moment }: CallsProps) {
  const t = translator();
  return (
    <section className="mt-5">
      <More summary={t("diagnose.calls")}>
        {calls.length === 0 ? (
          <p className="text-muted">{t("diagnose.calls_none")}</p>
        ) : (
          <>
            <p className="mb-3 text-sm text-pretty text-muted">{t("diagnose.calls_body", { provider: provider.name })}</p>
            <div className="grid gap-3">
              {calls.map((call) => (
                <Call key={call.step} call={call} />
              ))}
            </div>
          </>
        )}
        {renewals.length === 0 ? null : (
          <>
            <h3 className="mt-4 mb-1 font-semibold">{t("diagnose.renewals")}</h3>
            <ul className="text-muted">
              {renewals.map(({ at, end, status }) => (
                <li key={at}>
                  <Time at={at} moment={moment} as="day-time" />: {t(renewalText(end, status), { status: status ?? "" })}
                </li>
              ))}
            </ul>
          </>
        )}
      </More>
    </section>
  );
}

function Call({ call }: { readonly call: Calls[number] }) {
  const t = translator();
  const { step, method, host, path, durationMs, sent, received } = call;
  return (
    <Panel room="padded">
      <h3 className="mb-3 font-semibold">{t(`diagnose.call.${step}`)}</h3>
      <Definitions small>
        <Definition term={t("diagnose.call.asked")}>
          <code dir="ltr" className="font-mono">
            {method} {host}
            {path}
          </code>
        </Definition>
        <Definition term={t("diagnose.call.answer")}>
          <code className="font-mono">{answerWords(call)}</code>
        </Definition>
        <Definition term={t("diagnose.call.took")}>
          {t("diagnose.call.took_seconds", { seconds: secondsWords(durationMs / 1000) })}
        </Definition>
        <Definition term={t("diagnose.call.sent_names")} long>
          <Names names={sent} />
        </Definition>
        {received.length === 0 ? null : (
          <Definition term={t("diagnose.call.received_names")} long>
            <Names names={received} />
          </Definition>
        )}
      </Definitions>
    </Panel>
  );
}

const Names = ({ names }: { readonly names: readonly string[] }) => (
  <span dir="ltr" className="font-mono text-muted">
    {names.join(", ")}
  </span>
);
