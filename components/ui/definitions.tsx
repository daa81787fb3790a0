/** Terms and what they are now, in two columns. */
export function Definitions({
  children,
  small = false,
}: {
  readonly children: React.ReactNode;
  readonly small?: boolean | undefined;
}) {
  return (
    <dl
      className={`grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 md:grid-cols-[8rem_minmax(0,1fr)] ${small ? "text-sm" : ""}`}
    >
      {children}
    </dl>
  );
}

/** One term. `aside` is the quieter half of the answer; a `long` one takes the whole width of a phone. */
export function Definition({
  term,
  children,
  aside,
  long = false,
}: {
  readonly term: string;
  readonly children: React.ReactNode;
  readonly aside?: React.ReactNode;
  readonly long?: boolean;
}) {
  const width = long ? "max-md:col-span-2" : "";
  return (
    <>
      <dt className={`text-muted ${width}`}>{term}</dt>
      <dd className={`min-w-0 wrap-anywhere ${width}`}>
        {children}
        {aside ? <span className="text-muted"> {aside}</span> : null}
      </dd>
    </>
  );
}
