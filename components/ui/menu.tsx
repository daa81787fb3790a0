import { Icon } from "./icon";
import type { IconName } from "./icon-paths";

const ITEM =
  "flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-start text-ink no-underline hover:bg-hover hover:text-ink touch:min-h-11 aria-[current]:font-medium";

type MenuProps = {
  /** The accessible name: it names the object, "More for Main store". */
  readonly label: string;
  /** What is seen; three dots without it. */
  readonly trigger?: React.ReactNode;
  readonly children: React.ReactNode;
};

/** A menu without a script. The shared `name` closes one when another opens. */
export function Menu({ label, trigger, children }: MenuProps) {
  const look = trigger
    ? "inline-flex min-h-9 items-center justify-center gap-1.5 px-2 font-medium touch:min-h-11 touch:min-w-11"
    : "grid size-9 place-items-center touch:size-11";
  return (
    <details name="menu" className="relative">
      <summary aria-label={label} className={`${look} rounded-md text-muted hover:bg-hover hover:text-ink`}>
        {trigger ?? <Icon name="dots" />}
      </summary>
      <div
        data-edge=""
        className="absolute inset-e-0 top-full z-10 mt-1 w-max max-w-[calc(100vw-2rem)] min-w-48 rounded-md bg-raised p-1.5 shadow-pop"
      >
        {children}
      </div>
    </details>
  );
}

export function MenuLink({
  href,
  icon,
  children,
}: {
  readonly href: string;
  readonly icon?: IconName | undefined;
  readonly children: React.ReactNode;
}) {
  return (
    <a href={href} className={ITEM}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}

/** A button of the form around it. */
export function MenuButton({
  icon,
  children,
  ...rest
}: { readonly icon?: IconName | undefined } & Omit<React.ComponentProps<"button">, "className" | "style">) {
  return (
    <button type="submit" className={ITEM} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A line between two groups of entries. */
export function MenuLine() {
  return <hr className="my-1.5 border-line" />;
}
