import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Strip } from "../ui/notice";

/** That access waits for keys which are not here, and the way to the page that says more. */
export function LostKeys({ missing, link }: { readonly missing: readonly string[]; readonly link: boolean }) {
  const t = translator();
  return missing.map((key) => (
    <Strip
      key={key}
      tone="stop"
      icon="key"
      action={
        link ? (
          <LinkButton size="small" href={routes.admin.keys}>
            {t("admin.overview.keys")}
          </LinkButton>
        ) : undefined
      }
    >
      <p>
        <b>{t("admin.keys.missing", { key })}</b>
      </p>
      <p className="mt-0.5 text-sm text-muted">{t("admin.keys.missing_more")}</p>
    </Strip>
  ));
}
