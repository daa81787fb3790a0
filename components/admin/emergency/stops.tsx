import type { StopsView } from "../../../lib/views/emergency";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { LinkButton } from "../../ui/button";
import { Strip } from "../../ui/notice";

/** Above every admin page for as long as anything is stopped, so that nobody looks for another cause. */
export function Stops({ stops }: { readonly stops: StopsView }) {
  const t = translator();
  if (stops.length === 0) return null;
  const what = stops.map((provider) => provider?.name ?? t("admin.emergency.everything")).join(", ");
  return (
    <aside aria-label={t("admin.emergency.strip_label")} className="mx-auto w-full max-w-admin px-4 pt-4 md:px-6">
      <Strip
        tone="stop"
        icon="octagon-x"
        action={
          <LinkButton href={routes.admin.emergency} size="small">
            {t("admin.emergency.title")}
          </LinkButton>
        }
      >
        {t("admin.emergency.strip", { what, count: stops.length })}
      </Strip>
    </aside>
  );
}
