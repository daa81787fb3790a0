import { Icon } from "../ui/icon";

/** Where there is more of what a section shows; `name` says it whole for whoever hears it alone. */
export function MoreLink({ href, text, name }: { readonly href: string; readonly text: string; readonly name?: string }) {
  return (
    <a
      href={href}
      aria-label={name}
      className="inline-flex min-h-8 items-center gap-1 rounded-md px-2.5 text-sm font-medium text-muted no-underline hover:bg-hover hover:text-ink touch:min-h-11"
    >
      {text}
      <Icon name="right" size="sm" />
    </a>
  );
}
