import type { ConnectionView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { PanelSection } from "../ui/panel";
import { Time } from "../ui/time";
import { AccessClock } from "./access-clock";
import { secondsWords } from "./event-sentence";
import { PermissionClock } from "./permission-clock";

/** The two clocks, never one: ours, which renews by itself, and the seller's. */
export function Clocks({ connection, moment }: { readonly connection: ConnectionView; readonly moment: Moment }) {
  const t = translator();
  const { lastRenewedAt, lastRenewalMs, nextTryAt, state } = connection;
  const took = lastRenewalMs === null ? null : `— ${t("detail.took", { seconds: secondsWords(lastRenewalMs / 1000) })}`;
  const isFailing = state === "trouble_on" || state === "trouble_off";
  return (
    <PanelSection title={t("detail.clocks")}>
      <Definitions>
        <AccessClock connection={connection} moment={moment} />
        <PermissionClock connection={connection} moment={moment} />
        <Definition term={t("detail.last_renewed")} aside={lastRenewedAt === null ? null : took}>
          {lastRenewedAt === null ? t("detail.not_yet") : <Time at={lastRenewedAt} moment={moment} as="day-time" />}
        </Definition>
        {isFailing && nextTryAt !== null ? (
          <Definition
            term={t("detail.next_try")}
            aside={
              <>
                · <Time at={nextTryAt} moment={moment} as="relative" />
              </>
            }
          >
            <Time at={nextTryAt} moment={moment} as="day-time" />
          </Definition>
        ) : null}
      </Definitions>
    </PanelSection>
  );
}
