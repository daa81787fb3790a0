import type { JobView } from "../../../lib/views/jobs";
import { translator } from "../../../lib/views/texts/translate";
import { Icon } from "../../ui/icon";
import type { IconName } from "../../ui/icon-paths";
import { TONES, type Tone } from "../../ui/tone";

const LOOKS: Readonly<Record<JobView["state"], { readonly icon: IconName; readonly tone: Tone }>> = {
  previewed: { icon: "hourglass", tone: "idle" },
  waiting: { icon: "hourglass", tone: "wait" },
  running: { icon: "refresh", tone: "wait" },
  paused: { icon: "pause-circle", tone: "idle" },
  cancelling: { icon: "hourglass", tone: "idle" },
  done: { icon: "check", tone: "good" },
  cancelled: { icon: "x", tone: "idle" },
  failed: { icon: "octagon-x", tone: "stop" },
};

/** How a job stands: icon, word and colour. `pill`: with a ground of its own, beside a title. */
export function JobStateWord({ state, pill = false }: { readonly state: JobView["state"]; readonly pill?: boolean }) {
  const { icon, tone } = LOOKS[state];
  const shape = pill
    ? "badge border border-transparent ring-tone"
    : "text-tone inline-flex items-center gap-1.5 font-medium whitespace-nowrap";
  return (
    <span data-edge={pill ? "" : undefined} className={`${TONES[tone]} ${shape}`}>
      <span className="text-tone-icon">
        <Icon name={icon} size="sm" />
      </span>
      {translator()(`admin.job.state.${state}`)}
    </span>
  );
}
