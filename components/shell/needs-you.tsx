import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";

/** How many connections ask this person to act; nothing at none. */
export function NeedsYou({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <a
      href={routes.needsYou}
      data-edge=""
      className="tone-stop bg-tone-tint text-tone relative md:me-1.5 inline-flex min-h-7 items-center gap-1.5 rounded-full px-2.5 text-sm font-medium whitespace-nowrap no-underline before:size-1.75 before:rounded-full before:bg-stop-icon after:absolute after:-inset-y-2 after:inset-x-0 hover:text-stop hover:underline"
    >
      {translator()("nav.needs_you", { count })}
    </a>
  );
}
