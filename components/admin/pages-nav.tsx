import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";

type PagesNavProps = {
  /** Addresses of the neighbouring pages; null: there is none. */
  readonly newer: string | null;
  readonly older: string | null;
  /** What the addresses lead to, for those who cannot see where it stands. */
  readonly label: string;
};

/** The pages beside this one. Nothing stands where there is none. */
export function PagesNav({ newer, older, label }: PagesNavProps) {
  const t = translator();
  if (newer === null && older === null) return null;
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-5 py-2.5 max-md:px-4"
    >
      <span className="text-sm text-muted">{t("admin.list.newest_first")}</span>
      <span className="flex gap-2">
        {newer === null ? null : (
          <LinkButton href={newer} size="small" rel="prev">
            <span className="rtl:-scale-x-100">
              <Icon name="left" />
            </span>
            {t("admin.list.newer")}
          </LinkButton>
        )}
        {older === null ? null : (
          <LinkButton href={older} size="small" rel="next">
            {t("admin.list.older")}
            <span className="rtl:-scale-x-100">
              <Icon name="right" />
            </span>
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
