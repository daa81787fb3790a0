/** Nothing here: why, and the one thing to do about it. */
export function Empty({
  title,
  body,
  children,
}: {
  readonly title: string;
  readonly body?: string | undefined;
  readonly children?: React.ReactNode;
}) {
  return (
    <div data-edge="" className="rounded-lg border border-dashed border-line-strong px-5 py-10 text-center md:py-14">
      <h2 className="text-lg font-semibold tracking-snug">{title}</h2>
      {body ? <p className="mx-auto mt-1.5 max-w-text text-md text-pretty text-muted">{body}</p> : null}
      {children ? <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
