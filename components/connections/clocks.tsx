import type { ConnectionDetailView, ConnectionView } from "../../lib/views/connection";
import { secondsWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { PanelSection } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { AccessClock } from "./access-clock";
import { PermissionClock } from "./permission-clock";

/** What is listed for everybody does not say what proved it. */
type Clocked = ConnectionView & Partial<Pick<ConnectionDetailView, "proof">>;

/** The two clocks, never one: ours, which renews by itself, and the seller's. */
export function Clocks({ connection, moment }: { readonly connection: Clocked; readonly moment: Moment }) {
  const t = translator();
  const { lastRenewedAt, lastRenewalMs, nextTryAt, state, proof = null } = connection;
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
        {proof === null ? null : (
          <Definition
            term={t("detail.proven")}
            aside={
              <>
                · <Time at={proof.at} moment={moment} as="day-time" />
              </>
            }
          >
            <Sentence
              text={`detail.proven_by.${proof.by}`}
              nodes={{ ago: <Time at={proof.at} moment={moment} as="relative" /> }}
            />
          </Definition>
        )}
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
