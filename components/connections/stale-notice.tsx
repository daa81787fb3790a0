import { translator } from "../../lib/views/texts/translate";
import { clockWords, type Moment } from "../../lib/views/time-words";
import { Strip } from "../ui/notice";
import { type DashboardQuery, dashboardAddress } from "./dashboard-query";

/** Says that what is shown may be old, and how old. Only an open page that cannot ask any more needs it. */
export function StaleNotice({ moment, query }: { readonly moment: Moment; readonly query: DashboardQuery }) {
  const t = translator();
  return (
    <div className="mx-auto w-full max-w-seller px-4 pt-4 md:px-6 md:pt-6">
      <Strip tone="warn" icon="clock-alert">
        <p>
          <b>{t("page.as_of", { time: clockWords(moment.now, moment.zone) })}.</b> {t("page.stale")}{" "}
          <a href={dashboardAddress(query)} className="inline-flex items-center touch:min-h-11">
            {t("page.refresh")}
          </a>
        </p>
      </Strip>
    </div>
  );
}
