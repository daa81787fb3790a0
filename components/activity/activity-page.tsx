import type { ActivityView } from "../../lib/views/activity";
import { isNarrowed } from "../../lib/views/activity-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { EventLine } from "../connections/event-line";
import { PageTimes } from "../connections/page-times";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Page, PageHead } from "../ui/page";
import { activityAddress } from "./activity-address";
import { ActivityFilter } from "./activity-filter";
import { ActivityPages } from "./activity-pages";
import { EventDays } from "./event-days";
import { ExportMenu } from "./export-menu";

type ActivityPageProps = {
  readonly view: ActivityView;
  readonly zone: string | null;
  /** The cursor that this page was asked with; null: it is the newest. */
  readonly before: string | null;
};

/** What happened to all connections of a seller, newest first. */
export function ActivityPage({ view, zone, before }: ActivityPageProps) {
  const t = translator();
  const { asked, events, older, connections } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const narrowed = isNarrowed(asked);
  const nothingEver = events.length === 0 && !narrowed && before === null;
  const here = activityAddress(routes.activity, asked);
  return (
    <Page>
      <PageHead title={t("activity.title")} lead={t("activity.lead")} />
      {nothingEver ? (
        <div className="mt-8">
          <Empty title={t("activity.empty")} body={t("activity.empty_body")}>
            <LinkButton href={connections.length === 0 ? routes.choose : routes.connections} variant="main">
              {t(connections.length === 0 ? "dashboard.connect" : "nav.connections")}
            </LinkButton>
          </Empty>
        </div>
      ) : (
        <>
          <div className="mt-6 mb-3.5 flex flex-wrap items-center justify-between gap-2">
            <ActivityFilter action={routes.activity} asked={asked} connections={connections} />
            {events.length > 0 ? <ExportMenu asked={asked} /> : null}
          </div>
          {events.length === 0 ? (
            <Empty title={t("activity.none.title")} body={t("activity.none.body")}>
              <LinkButton href={routes.activity}>{t("filter.clear")}</LinkButton>
            </Empty>
          ) : (
            <div
              data-edge=""
              className="overflow-hidden rounded-lg border border-line bg-surface [&>section:first-child>h2]:border-t-0"
            >
              <EventDays events={events} moment={moment} level="h2">
                {(event) => <EventLine key={event.id} event={event} connection={event.connection} moment={moment} named />}
              </EventDays>
              <ActivityPages
                count={events.length}
                newest={before === null ? null : here}
                older={older === null ? null : activityAddress(routes.activity, asked, { before: older })}
              />
            </div>
          )}
        </>
      )}
      <PageTimes moment={moment} href={here} />
    </Page>
  );
}
