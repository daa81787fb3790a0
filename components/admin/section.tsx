type SectionProps = {
  readonly id: string;
  readonly title: string;
  /** Beside the title: a count. */
  readonly beside?: React.ReactNode;
  readonly lead?: string;
  /** At the end of the line: where there is more of it. */
  readonly end?: React.ReactNode;
  readonly children: React.ReactNode;
};

/** A titled surface on an admin's page; what it holds brings its own room. */
export function AdminSection({ id, title, beside, lead, end, children }: SectionProps) {
  return (
    <section aria-labelledby={id} data-edge="" className="mt-4 overflow-hidden rounded-lg border border-line bg-surface">
      <div className="px-5 py-3.5 max-md:px-4">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 id={id} className="text-md font-semibold tracking-snug">
            {title}
          </h2>
          {beside ? <span className="text-sm text-muted tabular-nums">{beside}</span> : null}
          {end ? <span className="-my-1.5 ms-auto -me-2.5">{end}</span> : null}
        </div>
        {lead ? <p className="mt-1 max-w-text text-sm text-pretty text-muted">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}

/** Why a section has nothing to show. */
export function Nothing({ children }: { readonly children: React.ReactNode }) {
  return <p className="border-t border-line px-5 py-5 text-muted max-md:px-4">{children}</p>;
}
