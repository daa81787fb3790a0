import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";

type ActivityPagesProps = {
  readonly count: number;
  /** The first page; null: this is it. */
  readonly newest: string | null;
  /** The next page; null: there is none. */
  readonly older: string | null;
};

/** The way through a long history; nothing where all of it stands on one page. */
export function ActivityPages({ count, newest, older }: ActivityPagesProps) {
  const t = translator();
  if (newest === null && older === null) return null;
  return (
    <nav
      aria-label={t("activity.pages")}
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2.5 ps-4 pe-3 text-sm text-muted md:ps-6"
    >
      {newest === null ? (
        <span>{t("activity.newest", { count })}</span>
      ) : (
        <LinkButton href={newest} size="small">
          {t("activity.newest_link")}
        </LinkButton>
      )}
      {older === null ? (
        <span>{t("activity.all")}</span>
      ) : (
        <LinkButton href={older} size="small">
          {t("activity.older")}
          <span className="rtl:-scale-x-100">
            <Icon name="right" />
          </span>
        </LinkButton>
      )}
    </nav>
  );
}
