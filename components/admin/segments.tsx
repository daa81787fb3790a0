type SegmentsProps = {
  readonly label: string;
  readonly items: readonly { readonly text: string; readonly href: string; readonly isHere: boolean }[];
};

/** A few ways to see the same, side by side, each a link. */
export function Segments({ label, items }: SegmentsProps) {
  return (
    <nav aria-label={label} data-edge="" className="inline-flex rounded-md border border-line bg-sunken p-px">
      {items.map(({ text, href, isHere }) => (
        <a
          key={href}
          href={href}
          aria-current={isHere ? "true" : undefined}
          className="inline-flex min-h-7 items-center rounded-sm border border-transparent px-2.5 text-sm font-medium text-muted no-underline hover:text-ink touch:min-h-11 touch:px-3 aria-[current]:border-line-strong aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-xs forced-colors:aria-[current]:underline"
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
