import { Icon } from "./icon";
import type { IconName } from "./icon-paths";

type MenuProps = {
  /** The accessible name: it names the object, "More for Main store". */
  readonly label: string;
  /** What is seen; three dots without it. */
  readonly trigger?: React.ReactNode;
  /** It looks like a button among buttons. */
  readonly framed?: boolean;
  readonly children: React.ReactNode;
};

/** A menu without a script. The shared `name` closes one when another opens. */
export function Menu({ label, trigger, framed = false, children }: MenuProps) {
  const look = trigger
    ? "inline-flex min-h-9 items-center justify-center gap-1.5 font-medium touch:min-h-11 touch:min-w-11"
    : "grid size-9 place-items-center touch:size-11";
  const frame = framed
    ? "border border-line-strong bg-surface px-3.5 text-ink shadow-xs max-md:w-full"
    : `text-muted hover:text-ink ${trigger ? "px-2" : ""}`;
  return (
    <details name="menu" className={`relative ${framed ? "max-md:w-full" : ""}`}>
      <summary aria-label={label} className={`${look} ${frame} rounded-md hover:bg-hover`}>
        {trigger ?? <Icon name="dots" />}
      </summary>
      <div data-edge="" className="menu-panel">
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
    <a href={href} className="menu-item">
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
    <button type="submit" className="menu-item" {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A line between two groups of entries. */
export function MenuLine() {
  return <hr className="my-1.5 border-line" />;
}
