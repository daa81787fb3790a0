import type { ConnectionDetailView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { Icon } from "../ui/icon";
import { PanelSection } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** What outlives the connection, for as long as it does. */
function AccessEnd({ at, moment }: { readonly at: string | null; readonly moment: Moment }) {
  if (at === null) return null;
  if (Date.parse(at) <= moment.now.getTime()) return <> {translator()("detail.access_ran_out")}</>;
  return (
    <>
      {" "}
      <Sentence text="detail.access_until" nodes={{ when: <Time at={at} moment={moment} as="day-time" /> }} />
    </>
  );
}

/** How a connection ended, and what the marketplace said to it. */
export function EndedFacts({ connection, moment }: { readonly connection: ConnectionDetailView; readonly moment: Moment }) {
  const t = translator();
  const { provider, connectedAt, disconnectedAt, revocation, revocationResult, accessUntil } = connection;
  const values = { provider: provider.name };
  return (
    <PanelSection title={t("detail.end_title")}>
      <Definitions>
        <Definition term={t("detail.connected")}>
          <Time at={connectedAt} moment={moment} as="day-time" />
        </Definition>
        {disconnectedAt === null ? null : (
          <Definition term={t("detail.ended")}>
            <Time at={disconnectedAt} moment={moment} as="day-time" />
          </Definition>
        )}
        <Definition term={t("detail.at_provider", values)} long>
          {t(`detail.revocation.${revocationResult ?? "pending"}`, values)}
          <AccessEnd at={accessUntil} moment={moment} />
          {provider.isTest && revocationResult !== "confirmed" ? ` ${t("detail.test_end")}` : null}
          {provider.isTest || revocation.manageAccessUrl === null || revocationResult === "confirmed" ? null : (
            <>
              {" "}
              <a className="inline-flex items-center gap-1 touch:min-h-11" href={revocation.manageAccessUrl} rel="noreferrer">
                {t("detail.open_provider", values)}
                <Icon name="out" size="xs" />
              </a>
            </>
          )}
        </Definition>
      </Definitions>
    </PanelSection>
  );
}
