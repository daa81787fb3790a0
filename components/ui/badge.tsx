import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "./icon";
import { STATE_LOOK } from "./state-look";
import { TONES } from "./tone";

/** The state of a connection: icon, word and colour, always together. */
export function StateBadge({ state }: { readonly state: DisplayStateName }) {
  const { icon, tone } = STATE_LOOK[state];
  const edge = state === "disconnected" ? "border border-dashed border-idle-icon" : "border border-transparent ring-tone";
  return (
    <span data-edge="" className={`${TONES[tone]} ${edge} badge`}>
      <span className="text-tone-icon">
        <Icon name={icon} size="sm" />
      </span>
      {translator()(`state.${state}.name`)}
    </span>
  );
}

/** A short remark beside a name: "Test", "can change things". */
export function Tag({ children, warn = false }: { readonly children: React.ReactNode; readonly warn?: boolean | undefined }) {
  const colours = warn ? "tone-warn bg-tone-tint text-tone border-tone" : "border-line bg-sunken text-muted";
  return <span className={`${colours} tag`}>{children}</span>;
}
