import type { OwnAvailabilityView } from "../../lib/views/availability";
import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Crumb, Page } from "../ui/page";
import { Panel } from "../ui/panel";
import { StickyAction } from "../ui/sticky-action";
import { Abilities } from "./abilities";
import { Activity } from "./activity";
import { Clocks } from "./clocks";
import { DayStrip } from "./day-strip";
import { DetailAction, hasUrgentAction } from "./detail-action";
import { DetailActs } from "./detail-acts";
import { DetailHead } from "./detail-head";
import { DetailSay } from "./detail-say";
import { PageTimes } from "./page-times";
import { Receipt } from "./receipt";
import type { RefusedName } from "./rename-form";
import { UsableLine } from "./usable-line";
import { UsedBy } from "./used-by";

type ConnectionDetailProps = {
  readonly connection: ConnectionDetailView;
  readonly moment: Moment;
  /** An older page of the history is shown. */
  readonly isOlderPage: boolean;
  /** A new name that was typed and refused; null: none. */
  readonly refusedName?: RefusedName | null;
  /** null: too little is known to say how much of the time it could be used. */
  readonly usable?: OwnAvailabilityView | null;
};

/** One connection: what it is, how it is, what it may do, what happened, what can be done. */
export function ConnectionDetail({ connection, moment, isOlderPage, refusedName = null, usable = null }: ConnectionDetailProps) {
  return (
    <Page>
      <Crumb href={routes.connections}>{translator()("nav.connections")}</Crumb>
      <DetailHead connection={connection} moment={moment} refusedName={refusedName} />
      <DetailSay connection={connection} moment={moment} />
      {connection.receipt !== null ? (
        <Receipt connection={connection} receipt={connection.receipt} moment={moment} />
      ) : (
        <div className="mt-4 grid gap-4 md:grid-cols-2">
          <Panel>
            <Clocks connection={connection} moment={moment} />
            <DayStrip days={connection.days} moment={moment} />
            {usable === null ? null : <UsableLine usable={usable} moment={moment} />}
          </Panel>
          <Panel>
            <Abilities connection={connection} />
            <UsedBy usedBy={connection.usedBy} moment={moment} />
          </Panel>
        </div>
      )}
      <Activity connection={connection} moment={moment} isOlderPage={isOlderPage} />
      <DetailActs connection={connection} moment={moment} />
      <PageTimes moment={moment} href={routes.connection(connection.id)} />
      {hasUrgentAction(connection) ? (
        <StickyAction>
          <DetailAction connection={connection} wide="always" />
        </StickyAction>
      ) : null}
    </Page>
  );
}
