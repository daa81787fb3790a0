import type { ConnectionView } from "../../lib/views/connection";
import type { Moment } from "../../lib/views/time-words";
import { StateBadge } from "../ui/badge";
import { Mark } from "../ui/mark";
import { ClockLine } from "./clock-line";
import { ConnectionMenu } from "./connection-menu";
import { MainAction } from "./main-action";
import { Who } from "./who";

/** A connection in one line; on a phone the same things in the same order, below one another. */
export function ConnectionRow({ connection, moment }: { readonly connection: ConnectionView; readonly moment: Moment }) {
  const { provider, state } = connection;
  return (
    <li className="connection-row">
      <Mark monogram={provider.monogram} tone={provider.tone} />
      <Who connection={connection} />
      <div className="grid min-w-0 items-center gap-x-4 gap-y-1 max-md:col-[2/-1] max-md:row-start-2 max-md:pe-2 md:grid-cols-[11rem_minmax(0,1fr)]">
        <StateBadge state={state} />
        <p className="text-muted">
          <ClockLine connection={connection} moment={moment} />
        </p>
      </div>
      <div className="flex empty:hidden max-md:col-[2/-1] max-md:row-start-3 max-md:pe-2">
        <MainAction connection={connection} short />
      </div>
      <div className="max-md:col-start-3 max-md:row-start-1 md:col-start-5">
        <ConnectionMenu connection={connection} />
      </div>
    </li>
  );
}
