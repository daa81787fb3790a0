import type { AttemptResultView } from "../../lib/views/flow";
import { hasText, translator } from "../../lib/views/texts/translate";
import { type Moment, zoneWords } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { More } from "../ui/more";
import { Time } from "../ui/time";

/** What was written down: success keeps access, a second sign-in to the same account renews it, all else keeps nothing. */
function savedText(outcome: AttemptResultView["outcome"]): string {
  if (outcome === "connected" || outcome === "reconnected") return "result.saved_access";
  return outcome === "duplicate" ? "result.saved_renewed" : "result.saved_nothing";
}

/** Time, connection, what was saved and the reference an admin can search for. Open where something went wrong. */
export function WhatHappened({ view, moment }: { readonly view: AttemptResultView; readonly moment: Moment }) {
  const t = translator();
  const { outcome, at, connection, reference } = view;
  const good = outcome === "connected" || outcome === "reconnected";
  const word = connection?.stateWord;
  const state = word && hasText(word) ? t(word) : word;
  const line =
    connection && state
      ? t(good || outcome === "duplicate" ? "result.now" : "result.still", { label: connection.label, state })
      : connection?.label;
  return (
    <div className="mt-6 border-t border-line pt-4">
      <More summary={t("result.happened")} open={!good && outcome !== "in_progress"}>
        <Definitions small>
          <Definition term={t("result.time")} aside={`· ${zoneWords(moment.zone, moment.now)}`}>
            <Time at={at} moment={moment} as="exact" />
          </Definition>
          {line ? <Definition term={t("result.connection")}>{line}</Definition> : null}
          <Definition term={t("result.saved")}>{t(savedText(outcome))}</Definition>
          {reference ? (
            <Definition term={t("result.reference")}>
              <span className="font-mono">{reference}</span>
            </Definition>
          ) : null}
        </Definitions>
      </More>
    </div>
  );
}
