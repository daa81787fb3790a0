import type { DiagnosisView } from "../../lib/views/diagnosis";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { StateBadge } from "../ui/badge";
import { Mark } from "../ui/mark";
import { Crumb, Page, PageHead } from "../ui/page";
import { DiagnosisAsk } from "./diagnosis-ask";
import { DiagnosisCalls } from "./diagnosis-calls";
import { DiagnosisFoot } from "./diagnosis-foot";
import { DiagnosisSteps } from "./diagnosis-steps";
import { DiagnosisVerdict } from "./diagnosis-verdict";
import { diagnosisTitle } from "./diagnosis-words";

type DiagnosisProps = { readonly diagnosis: DiagnosisView; readonly moment: Moment };

/** Why it is not working: the answer and its one action first, then each thing that was looked at. */
export function Diagnosis({ diagnosis, moment }: DiagnosisProps) {
  const t = translator();
  const { id, label, provider, account, state, report } = diagnosis;
  return (
    <Page width="text">
      <Crumb href={routes.connection(id)}>{label}</Crumb>
      <PageHead
        title={t(diagnosisTitle(state), { label })}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        beside={<StateBadge state={state} />}
        lead={
          <span className="wrap-anywhere">
            {provider.name}
            {account === null ? null : ` · ${account}`}
          </span>
        }
      />
      {report === null ? (
        <DiagnosisAsk diagnosis={diagnosis} />
      ) : (
        <>
          <DiagnosisVerdict diagnosis={diagnosis} report={report} moment={moment} />
          <DiagnosisSteps report={report} provider={provider} moment={moment} />
          <DiagnosisCalls report={report} provider={provider} moment={moment} />
          <DiagnosisFoot diagnosis={diagnosis} report={report} moment={moment} />
        </>
      )}
    </Page>
  );
}
