/** The one main action, kept within a thumb's reach on a phone. Wider screens show it in its place on the page. */
export function StickyAction({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="sticky bottom-0 z-5 -mx-4 flex gap-2 border-t border-line bg-surface px-4 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] md:hidden">
      {children}
    </div>
  );
}
