import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";

/** Says that nothing here is real, and leads to the mail that was not sent. */
export function TrialTag() {
  const t = translator();
  return (
    <a
      href={routes.mailbox}
      title={t("nav.mailbox")}
      aria-label={t("nav.mailbox")}
      data-edge=""
      className="relative inline-flex min-h-6 items-center rounded-full border border-line-strong px-2 text-xs leading-5 font-medium text-muted no-underline after:absolute after:-inset-3 hover:border-control hover:text-ink"
    >
      {t("nav.trial")}
    </a>
  );
}
