import type { DiagnosisView } from "../../lib/views/diagnosis";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Wait } from "../islands/wait";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";

type AskProps = { readonly diagnosis: DiagnosisView; readonly isMain?: boolean };

/** Asks to look, or says when it can be asked again. */
export function AskButton({ diagnosis: { id, waitSeconds, report }, isMain = false }: AskProps) {
  const t = translator();
  const form = (
    <form method="post" action={routes.api.diagnose(id)} className="max-md:w-full">
      <Button variant={isMain ? "main" : "plain"} size={isMain ? "big" : "small"} wide={isMain ? "phone" : undefined}>
        <Icon name={report === null ? "search" : "refresh"} />
        {t(report === null ? "diagnose.ask" : "diagnose.ask_again")}
      </Button>
    </form>
  );
  if (waitSeconds === 0) return form;
  return (
    <Wait seconds={waitSeconds} words={t("diagnose.wait", { seconds: "{seconds}" })}>
      {form}
    </Wait>
  );
}

/** Before anybody has asked: what will be done, and that it does no harm. */
export function DiagnosisAsk({ diagnosis }: { readonly diagnosis: DiagnosisView }) {
  const t = translator();
  return (
    <div className="mt-6">
      <Panel room="padded">
        <p className="text-lg text-pretty">{t(diagnosis.canAsk ? "diagnose.intro" : "diagnose.ended")}</p>
        {diagnosis.canAsk ? (
          <div className="mt-5">
            <AskButton diagnosis={diagnosis} isMain />
          </div>
        ) : null}
      </Panel>
    </div>
  );
}
