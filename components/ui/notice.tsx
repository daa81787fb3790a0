import { Icon } from "./icon";
import type { IconName } from "./icon-paths";
import { TONES, type Tone } from "./tone";

type StripProps = {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly children: React.ReactNode;
  /** A small button at the end. */
  readonly action?: React.ReactNode;
};

/** A tinted line across the page. Kept for trouble and for the answer to a form; a healthy page has none. */
export function Strip({ tone, icon, children, action }: StripProps) {
  return (
    <div
      data-edge=""
      className={`${TONES[tone]} bg-tone-tint border-tone flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border p-3 ps-4 text-ink`}
    >
      <div className="flex min-w-0 flex-[1_1_18rem] items-start gap-3 py-1">
        <span className="text-tone-icon mt-px">
          <Icon name={icon} size="lg" />
        </span>
        <div className="min-w-0 text-pretty wrap-anywhere [&_b]:text-tone [&_b]:font-semibold">{children}</div>
      </div>
      {action}
    </div>
  );
}

/** A quiet remark inside a page. */
export function Note({ children, icon = "help" }: { readonly children: React.ReactNode; readonly icon?: IconName | undefined }) {
  return (
    <div data-edge="" className="flex gap-3 rounded-md bg-sunken px-4 py-3.5 text-muted">
      <span className="mt-0.5 text-faint">
        <Icon name={icon} />
      </span>
      <div className="min-w-0 text-pretty wrap-anywhere">{children}</div>
    </div>
  );
}
