import type { ForecastView } from "../../../lib/views/forecast";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { LinkButton } from "../../ui/button";
import { Empty } from "../../ui/empty";
import { Note } from "../../ui/notice";
import { Page, PageHead } from "../../ui/page";
import { listAddress } from "../list-address";
import { AdminSection } from "../section";
import { CalendarFeed } from "./calendar-feed";
import { EndingTable } from "./ending-table";
import { WeekTable } from "./week-table";

type ForecastProps = { readonly view: ForecastView; readonly address: string | null; readonly zone: string | null };

/** What else needs a person soon, and stands in no week. */
function Others({ view: { alreadyBroken, refusedOnce, tests } }: Pick<ForecastProps, "view">) {
  const t = translator();
  if (alreadyBroken === 0 && refusedOnce === 0) return null;
  return (
    <Note icon="clock-alert">
      {alreadyBroken === 0 ? null : (
        <p>
          <a href={listAddress({ state: "reconnect", tests })} className="inline-flex min-h-6 items-center touch:min-h-11">
            {t("admin.forecast.already", { count: alreadyBroken })}
          </a>
        </p>
      )}
      {refusedOnce === 0 ? null : <p>{t("admin.forecast.refused_once", { count: refusedOnce })}</p>}
    </Note>
  );
}

/** What will need a person in the next 30 days: so many, when, where, and the first of them by name. */
export function Forecast({ view, address, zone }: ForecastProps) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const { total, tests } = view;
  const all = listAddress({ ends: "30d", tests, sort: "ends" });
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.forecast.title")}
        lead={t("admin.forecast.total", { count: total })}
        action={total === 0 ? undefined : <LinkButton href={all}>{t("admin.forecast.see_all")}</LinkButton>}
      />
      {total === 0 ? (
        <div className="mt-4">
          <Empty title={t("admin.forecast.none")} body={t("admin.forecast.none_more")} />
        </div>
      ) : (
        <>
          <AdminSection id="weeks" title={t("admin.forecast.weeks")} lead={t("admin.forecast.weeks_lead")}>
            <WeekTable view={view} moment={moment} />
          </AdminSection>
          <AdminSection
            id="soonest"
            title={t("admin.forecast.soonest")}
            beside={t("admin.forecast.first", { count: view.soonest.length })}
          >
            <EndingTable rows={view.soonest} moment={moment} />
          </AdminSection>
        </>
      )}
      <div className="mt-4 empty:hidden">
        <Others view={view} />
      </div>
      <CalendarFeed calendar={view.calendar} address={address} moment={moment} />
      <PageTimes moment={moment} href={routes.admin.forecast} />
    </Page>
  );
}
