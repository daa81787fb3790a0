import type { OwnerView } from "../../lib/views/admin";
import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { EventDays } from "../activity/event-days";
import { Abilities } from "../connections/abilities";
import { Clocks } from "../connections/clocks";
import { DayStrip } from "../connections/day-strip";
import { DetailHead } from "../connections/detail-head";
import { DetailSay } from "../connections/detail-say";
import { EventLine } from "../connections/event-line";
import { PageTimes } from "../connections/page-times";
import { Receipt } from "../connections/receipt";
import { UsedBy } from "../connections/used-by";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Note, Strip } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";

/** Before somebody looks as a seller: that it is written down, and the button. */
export function AskAsSeller({ id, label }: { readonly id: string; readonly label: string }) {
  const t = translator();
  return (
    <Page width="text">
      <Crumb href={routes.admin.connection(id)}>{label}</Crumb>
      <PageHead title={t("admin.as_seller.ask", { label })} lead={t("admin.as_seller.ask_body")} />
      <form method="post" action={routes.api.adminSee(id)} className="mt-6">
        <Button variant="main" size="big" wide="phone">
          <Icon name="user" />
          {t("admin.as_seller.do")}
        </Button>
      </form>
    </Page>
  );
}

function History({ connection, moment }: { readonly connection: ConnectionDetailView; readonly moment: Moment }) {
  const t = translator();
  const { events } = connection;
  return (
    <section data-edge="" className="mt-4 rounded-lg border border-line bg-surface" aria-labelledby="activity-title">
      <h2 id="activity-title" className="px-4 py-4 text-md font-semibold tracking-snug md:px-6">
        {t("activity.title")}
      </h2>
      {events.length === 0 ? (
        <p className="border-t border-line px-4 py-6 text-muted md:px-6">{t("activity.empty")}</p>
      ) : (
        <EventDays events={events} moment={moment} level="h3">
          {(event) => <EventLine key={event.id} event={event} connection={connection} moment={moment} />}
        </EventDays>
      )}
    </section>
  );
}

type AsSellerProps = {
  readonly connection: ConnectionDetailView;
  readonly owner: OwnerView;
  readonly moment: Moment;
};

/** The seller's own page in the seller's own words, with nothing on it to press. */
export function AsSeller({ connection, owner, moment }: AsSellerProps) {
  const t = translator();
  const { id, label } = connection;
  return (
    <>
      <div className="mx-auto w-full max-w-seller px-4 pt-4 md:px-6">
        <Strip
          tone="wait"
          icon="user"
          action={
            <LinkButton href={routes.admin.connection(id)} size="small">
              {t("admin.as_seller.leave")}
            </LinkButton>
          }
        >
          <p>
            <b>{t("admin.as_seller.title", { owner: owner.email ?? owner.name })}</b> {t("admin.as_seller.body")}
          </p>
        </Strip>
      </div>
      <Page>
        <Crumb href={routes.admin.connection(id)}>{label}</Crumb>
        <DetailHead connection={connection} moment={moment} refusedName={null} isLooking />
        <DetailSay connection={connection} moment={moment} isLooking />
        {connection.receipt === null ? (
          <div className="mt-4 grid gap-4 md:grid-cols-2">
            <Panel>
              <Clocks connection={connection} moment={moment} />
              <DayStrip days={connection.days} moment={moment} />
            </Panel>
            <Panel>
              <Abilities connection={{ ...connection, hasScopeChoice: false }} />
              <UsedBy usedBy={connection.usedBy} moment={moment} isOwn={false} />
            </Panel>
          </div>
        ) : (
          <Receipt connection={connection} receipt={connection.receipt} moment={moment} />
        )}
        <History connection={connection} moment={moment} />
        <div className="mt-4">
          <Note icon="shield">{t("admin.as_seller.note")}</Note>
        </div>
        <PageTimes moment={moment} href={routes.admin.asSeller(id)} />
      </Page>
    </>
  );
}
