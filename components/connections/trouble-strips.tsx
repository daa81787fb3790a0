import type { SharedTroubleView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { WatchButton } from "../notices/watch-button";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** What everybody's connections to a marketplace suffer, once above the seller's own: nothing of it is theirs to mend. */
export function TroubleStrips({
  troubles,
  moment,
}: {
  readonly troubles: readonly SharedTroubleView[];
  readonly moment: Moment;
}) {
  if (troubles.length === 0) return null;
  return (
    <div className="mt-5 grid gap-3">
      {troubles.map(({ provider, why, since, note, isWatched }) => (
        <Strip
          key={provider.id}
          tone={why === "stopped" ? "idle" : "warn"}
          icon={why === "stopped" ? "pause-circle" : "triangle"}
          action={
            isWatched || why === "stopped" ? null : (
              <WatchButton provider={provider} returnTo={routes.connections} say="over" size="small" />
            )
          }
        >
          <p>
            <b>{translator()(`dashboard.trouble.${why}`, { provider: provider.name })}</b>{" "}
            <Sentence text="dashboard.trouble.since" nodes={{ when: <Time at={since} moment={moment} as="both" /> }} />
          </p>
          {note === null ? null : <p>{translator()("trouble.note", { note })}</p>}
          <p className="text-sm text-muted">
            {translator()(`dashboard.trouble.${why}_more`)}
            {isWatched ? ` ${translator()("watch.on")}` : ""}
          </p>
        </Strip>
      ))}
    </div>
  );
}
