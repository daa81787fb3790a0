import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";

const MOST = 99;

/** The way to what a person was told. On a phone it stands here only while something is new; the menu has it always. */
export function Bell({ unread }: { readonly unread: number }) {
  return (
    <a
      href={routes.notifications()}
      className={`relative inline-flex min-h-9 min-w-9 items-center justify-center rounded-md text-muted no-underline hover:bg-hover hover:text-ink touch:min-h-11 touch:min-w-11 ${
        unread === 0 ? "max-md:hidden" : ""
      }`}
    >
      <Icon name="bell" />
      <span className="sr-only">{translator()("nav.notifications", { count: unread })}</span>
      {unread > 0 ? (
        <span
          aria-hidden="true"
          className="absolute start-1/2 bottom-1/2 inline-flex min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-xs leading-4.5 font-semibold text-on-accent tabular-nums"
        >
          {unread > MOST ? `${MOST}+` : unread}
        </span>
      ) : null}
    </a>
  );
}
