import { Icon } from "../ui/icon";

type ListMenuProps = {
  /** The accessible name: what is chosen, and of what. */
  readonly label: string;
  readonly words: string;
  readonly children: React.ReactNode;
};

/** Choices that a select has no room for, looking like one. It opens without a script; what is chosen counts once the form is sent. */
export function ListMenu({ label, words, children }: ListMenuProps) {
  return (
    <details name="menu" className="relative min-w-0">
      <summary
        aria-label={label}
        className="flex min-h-9 items-center justify-between gap-2 rounded-md border border-control bg-surface px-3 py-1 hover:bg-hover touch:min-h-11 touch:text-input"
      >
        <span className="truncate">{words}</span>
        <span className="flex-none text-muted">
          <Icon name="down" />
        </span>
      </summary>
      <div data-edge="" className="menu-panel inset-e-auto start-0">
        {children}
      </div>
    </details>
  );
}
