/** One part of the help page; `id` is the end of its address. */
export function Topic({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-10 scroll-mt-6">
      <h2 id={`${id}-title`} className="mb-2.5 text-lg font-semibold tracking-snug">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A paragraph to read, not to scan. */
export function Prose({ children }: { readonly children: React.ReactNode }) {
  return <p className="text-md text-pretty text-muted">{children}</p>;
}
