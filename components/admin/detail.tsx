import type { AdminDetailView } from "../../lib/views/admin";
import type { TwoWindows } from "../../lib/views/availability";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Abilities } from "../connections/abilities";
import { Clocks } from "../connections/clocks";
import { DayStrip } from "../connections/day-strip";
import { PageTimes } from "../connections/page-times";
import { Receipt } from "../connections/receipt";
import { StateBadge, Tag } from "../ui/badge";
import { Mark } from "../ui/mark";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { DetailActs, DetailLink } from "./detail-acts";
import { DetailAttempts } from "./detail-attempts";
import { DetailEvents, eventsAddress } from "./detail-events";
import { DetailKept } from "./detail-kept";
import { DetailWhy } from "./detail-why";
import { listAddress } from "./list-address";

function Lead({ view, moment }: { readonly view: AdminDetailView; readonly moment: Moment }) {
  const { connection, owner } = view;
  const person = (
    <a href={listAddress({ owner: owner.id })} className="inline-flex min-h-6 items-center text-muted">
      {owner.email ?? owner.name}
    </a>
  );
  return (
    <span className="wrap-anywhere">
      {connection.provider.name}
      {connection.provider.isTest ? (
        <>
          {" "}
          <Tag>{translator()("card.test")}</Tag>
        </>
      ) : null}
      {connection.account === null ? null : ` · ${connection.account}`}
      {" · "}
      <Sentence text="admin.detail.owned_by" nodes={{ owner: person }} />
      {" · "}
      <Sentence text="admin.detail.connected" nodes={{ date: <Time at={connection.connectedAt} moment={moment} as="day" /> }} />
    </span>
  );
}

type DetailProps = {
  readonly view: AdminDetailView & { readonly linkAddress: string | null };
  readonly zone: string | null;
  readonly usable?: TwoWindows | null;
};

/** One connection as an admin reads it: why it stands as it does, everything that could tell, and what can be done about it. */
export function Detail({ view, zone, usable = null }: DetailProps) {
  const { connection } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <Crumb href={routes.admin.connections}>{translator()("admin.list.title")}</Crumb>
      <PageHead
        title={connection.label}
        mark={<Mark monogram={connection.provider.monogram} tone={connection.provider.tone} size="large" />}
        beside={<StateBadge state={connection.state} />}
        lead={<Lead view={view} moment={moment} />}
        action={<DetailActs view={view} />}
      />
      <DetailWhy view={view} moment={moment} />
      <DetailLink view={view} moment={moment} />
      {view.receipt === null ? null : (
        <Receipt
          connection={{ ...connection, revocation: view.revocation, byAdmin: view.byAdmin }}
          receipt={view.receipt}
          moment={moment}
        />
      )}
      <div className="mt-4 grid gap-4 md:grid-cols-2 md:items-start">
        <Panel>
          {view.receipt === null ? (
            <>
              <Clocks connection={connection} moment={moment} />
              <DayStrip days={view.days} moment={moment} />
            </>
          ) : null}
          <Abilities connection={{ ...connection, scopes: view.scopes, hasScopeChoice: false }} />
        </Panel>
        <Panel>
          <DetailKept view={view} usable={usable} moment={moment} />
        </Panel>
      </div>
      <DetailAttempts attempts={view.attempts} moment={moment} />
      <DetailEvents view={view} moment={moment} />
      <PageTimes moment={moment} href={eventsAddress(connection.id, view.before)} />
    </Page>
  );
}
