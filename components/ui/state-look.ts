import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import type { IconName } from "./icon-paths";
import type { Tone } from "./tone";

/** Shape and colour of each state (`ux.md` 3.1); the word comes from the catalogue under `state.<name>.name`. */
export const STATE_LOOK = {
  reconnect: { icon: "octagon-x", tone: "stop" },
  trouble_off: { icon: "triangle-filled", tone: "warn" },
  ends_soon: { icon: "clock-alert", tone: "soon" },
  partial: { icon: "shield-minus", tone: "warn" },
  trouble_on: { icon: "triangle", tone: "warn" },
  paused: { icon: "pause-circle", tone: "idle" },
  working: { icon: "check", tone: "good" },
  disconnected: { icon: "unplug", tone: "idle" },
} as const satisfies Record<DisplayStateName, { readonly icon: IconName; readonly tone: Tone }>;
