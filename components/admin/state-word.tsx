import type { Condition } from "../../lib/core/connections/condition";
import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import type { ProviderHealth } from "../../lib/core/connections/provider-health";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { STATE_LOOK } from "../ui/state-look";
import { TONES, type Tone } from "../ui/tone";

type Look = { readonly icon: IconName; readonly tone: Tone };

const HEALTH_LOOK = {
  needs_you: { icon: "user-x", tone: "soon" },
  down: { icon: "octagon-x", tone: "stop" },
  degraded: { icon: "triangle", tone: "warn" },
  slow: { icon: "hourglass", tone: "warn" },
  working: { icon: "check", tone: "good" },
  off: { icon: "pause-circle", tone: "idle" },
  not_set_up: { icon: "unplug", tone: "idle" },
} as const satisfies Record<ProviderHealth, Look>;

/** Shape and colour of what admins count; those of sellers where it is the same thing. */
export const CONDITION_LOOK = {
  reconnect: STATE_LOOK.reconnect,
  needs_you: HEALTH_LOOK.needs_you,
  trouble: STATE_LOOK.trouble_on,
  ends_soon: STATE_LOOK.ends_soon,
  partial: STATE_LOOK.partial,
  paused: STATE_LOOK.paused,
  working: STATE_LOOK.working,
  disconnected: STATE_LOOK.disconnected,
} as const satisfies Record<Condition, Look>;

/** Icon and word without a pill: a table has many of them. */
function Word({ look: { icon, tone }, children }: { readonly look: Look; readonly children: string }) {
  return (
    <span className={`${TONES[tone]} text-tone inline-flex items-center gap-1.5 font-medium whitespace-nowrap`}>
      <span className="text-tone-icon">
        <Icon name={icon} size="sm" />
      </span>
      {children}
    </span>
  );
}

export function StateWord({ state }: { readonly state: DisplayStateName }) {
  return <Word look={STATE_LOOK[state]}>{translator()(`state.${state}.name`)}</Word>;
}

export function HealthWord({ health }: { readonly health: ProviderHealth }) {
  return <Word look={HEALTH_LOOK[health]}>{translator()(`admin.health.${health}`)}</Word>;
}
