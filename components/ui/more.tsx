import { Icon } from "./icon";

/** What only some readers want to see. */
export function More({
  summary,
  children,
  open = false,
}: {
  readonly summary: string;
  readonly children: React.ReactNode;
  readonly open?: boolean | undefined;
}) {
  return (
    <details className="group/more" open={open}>
      <summary className="-ms-1 inline-flex min-h-8 items-center gap-1 text-sm font-medium text-muted hover:text-ink touch:min-h-11">
        <span className="group-open/more:rotate-90 rtl:-scale-x-100">
          <Icon name="right" />
        </span>
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
