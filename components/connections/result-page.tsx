import type { AttemptResultView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Panel, PanelSection } from "../ui/panel";
import { Result } from "../ui/result";
import { StrongText } from "../ui/strong-text";
import { outcomeLook } from "./outcome-look";
import { PermissionItem, permissionWords } from "./permission-item";
import { ResultButtons } from "./result-buttons";
import { ResultFacts } from "./result-facts";
import { missingIn, resultWords } from "./result-sentence";
import { TwoAccounts } from "./two-accounts";
import { WhatHappened } from "./what-happened";

/** The honest way back: what happened, whether anything was saved, and the one next step. */
export function ResultPage({ view, moment }: { readonly view: AttemptResultView; readonly moment: Moment }) {
  const t = translator();
  const { outcome, scopes } = view;
  const { title, body, strong } = resultWords(view, moment);
  const good = outcome === "connected" || outcome === "reconnected" || outcome === "duplicate";
  const partly = good && missingIn(view).length > 0;
  const look = partly ? ({ icon: "shield-minus", tone: "warn" } as const) : outcomeLook(outcome);
  return (
    <Result
      icon={look.icon}
      tone={look.tone}
      title={title}
      body={<StrongText text={body} words={strong} />}
      live={good || outcome === "in_progress" ? "status" : "alert"}
    >
      {outcome === "in_progress" ? <meta httpEquiv="refresh" content="3" /> : null}
      <TwoAccounts view={view} />
      {good ? (
        <div className="mt-6 empty:hidden">
          <ResultFacts view={view} moment={moment} />
        </div>
      ) : null}
      {good && scopes.length > 0 ? (
        <div className="mt-4">
          <Panel>
            <PanelSection title={t("result.can")}>
              <ul className="grid gap-2.5">
                {scopes.map((scope) => (
                  <PermissionItem
                    key={scope.value || scope.text}
                    kind={scope.given ? "can" : "missing"}
                    changes={scope.given && scope.writes}
                  >
                    {scope.given ? permissionWords(scope) : `${permissionWords(scope)} — ${t("result.not_given")}`}
                  </PermissionItem>
                ))}
              </ul>
            </PanelSection>
          </Panel>
        </div>
      ) : null}
      <ResultButtons view={view} />
      <WhatHappened view={view} moment={moment} />
    </Result>
  );
}
