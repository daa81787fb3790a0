import { translator } from "../../lib/views/texts/translate";
import type { SetupCheckView } from "../../lib/views/ways-in";
import { Icon } from "../ui/icon";
import { TONES } from "../ui/tone";

const LOOKS = {
  well: { tone: "good", icon: "check" },
  wrong: { tone: "warn", icon: "triangle" },
  open: { tone: "idle", icon: "help" },
} as const;

type CheckItemProps = { readonly check: SetupCheckView; readonly children?: React.ReactNode };

/** One line of the check list: shape, word and sentence, and what can be done. */
export function CheckItem({ check, children }: CheckItemProps) {
  const t = translator();
  const { name, state, values } = check;
  const { tone, icon } = LOOKS[state];
  return (
    <li className={`${TONES[tone]} flex items-start gap-3 py-3 not-first:border-t not-first:border-line first:pt-0`}>
      <span className="text-tone-icon mt-0.5">
        <Icon name={icon} size="lg" />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-[1_1_14rem]">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{t(`setup.check.${name}.name`)}</span>
            <span className="text-tone text-sm">{t(`setup.state.${state}`)}</span>
          </p>
          <p className="text-sm text-pretty text-muted wrap-anywhere">{t(`setup.check.${name}.${state}`, values)}</p>
        </div>
        {children}
      </div>
    </li>
  );
}
