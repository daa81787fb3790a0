import type { EngineView } from "../../lib/views/admin-overview";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** Nobody keeps connections fresh, or not fast enough. While all is well there is nothing to see. */
export function EngineNotice({ engine, moment }: { readonly engine: EngineView; readonly moment: Moment }) {
  const t = translator();
  if (engine.state === "ok") return null;
  return (
    <Strip tone={engine.state === "missing" ? "stop" : "warn"} icon="triangle">
      <p>
        <b>{t(`admin.engine.${engine.state}`)}</b>
      </p>
      <p className="text-sm text-muted">{t(`admin.engine.${engine.state}_more`)}</p>
      {engine.waitsSince === null ? null : (
        <p className="text-sm text-muted">
          <Sentence text="admin.engine.since" nodes={{ when: <Time at={engine.waitsSince} moment={moment} as="day-time" /> }} />
        </p>
      )}
    </Strip>
  );
}
