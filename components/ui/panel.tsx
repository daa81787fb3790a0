type PanelProps = {
  readonly children: React.ReactNode;
  readonly as?: "div" | "section" | "ul" | "ol" | undefined;
  /** `padded` for text; `none` where rows bring their own room. */
  readonly room?: "padded" | "none" | undefined;
  readonly label?: string | undefined;
};

/** A white surface with one hairline: the only container there is. */
export function Panel({ children, as: Element = "div", room = "none", label }: PanelProps) {
  return (
    <Element
      data-edge=""
      aria-label={label}
      className={`rounded-lg border border-line bg-surface ${room === "padded" ? "p-5 md:px-6" : ""}`}
    >
      {children}
    </Element>
  );
}

/** A titled part inside a panel; a hairline parts it from the one before. */
export function PanelSection({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <section className="p-5 not-first:border-t not-first:border-line md:px-6 compact:py-3.5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-md font-semibold tracking-snug">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** A titled part of a page, outside any panel. */
export function Section({
  title,
  count,
  action,
  children,
}: {
  readonly title: string;
  readonly count?: number | undefined;
  readonly action?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <section className="mt-10 compact:mt-6">
      <div className="mb-3.5 flex flex-wrap items-center gap-2">
        <h2 className="flex flex-auto items-baseline gap-2 text-md font-semibold tracking-snug">
          {title}
          {count === undefined ? null : <span className="font-normal text-faint tabular-nums">{count}</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

type BlockProps = {
  readonly title: string;
  readonly help?: string | undefined;
  /** A group of controls: the title names them all. */
  readonly group?: boolean | undefined;
  readonly children: React.ReactNode;
};

/** A titled part of a page of text or of a form. */
export function Block({ title, help, group = false, children }: BlockProps) {
  const Element = group ? "fieldset" : "section";
  const Title = group ? "legend" : "h2";
  return (
    <Element className="mt-8 min-w-0">
      <Title className="text-md font-semibold tracking-snug">{title}</Title>
      {help ? <p className="mt-1 text-md text-pretty text-muted">{help}</p> : null}
      <div className={help ? "mt-3.5" : "mt-2"}>{children}</div>
    </Element>
  );
}
