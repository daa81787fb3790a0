import type { ConnectionView } from "../../lib/views/connection";
import type { Moment } from "../../lib/views/time-words";
import { StateBadge } from "../ui/badge";
import { Mark } from "../ui/mark";
import { ClockLine } from "./clock-line";
import { ConnectionMenu } from "./connection-menu";
import { detailSentence } from "./detail-sentence";
import { MainAction } from "./main-action";
import { Who } from "./who";

/** A connection with room: label, account, state, one sentence, the clock, the next step. */
export function ConnectionCard({ connection, moment }: { readonly connection: ConnectionView; readonly moment: Moment }) {
  const { provider, state } = connection;
  return (
    <li data-edge="" className="flex flex-col rounded-lg border border-line bg-surface p-5 shadow-xs compact:p-3.5">
      <div className="flex items-start gap-3">
        <Mark monogram={provider.monogram} tone={provider.tone} />
        <div className="flex min-w-0 flex-1 items-start justify-between gap-x-3 gap-y-2.5 max-md:flex-col">
          <Who connection={connection} heading />
          <StateBadge state={state} />
        </div>
      </div>
      <p className="mt-4 text-md text-pretty compact:mt-2.5">{detailSentence(connection, moment)}</p>
      <ClockLine connection={connection} moment={moment} said />
      <div className="mt-auto flex items-center justify-between gap-2 pt-5 compact:pt-3">
        <div className="flex min-w-0 max-md:flex-1">
          <MainAction connection={connection} />
        </div>
        <ConnectionMenu connection={connection} />
      </div>
    </li>
  );
}
