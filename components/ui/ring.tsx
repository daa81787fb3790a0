import { Icon } from "./icon";
import type { IconName } from "./icon-paths";
import { TONES, type Tone } from "./tone";

/** The large sign above an outcome. */
export function Ring({ icon, tone }: { readonly icon: IconName; readonly tone: Tone }) {
  return (
    <span
      data-edge=""
      className={`${TONES[tone]} bg-tone-tint text-tone-icon ring-tone grid size-12 place-items-center rounded-full`}
    >
      <Icon name={icon} size="xl" />
    </span>
  );
}
