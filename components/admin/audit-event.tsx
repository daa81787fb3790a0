import type { AuditEventView } from "../../lib/views/audit";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { Time } from "../ui/time";
import { Named } from "./audit-table";
import { actionWords, fromWords, whoWords } from "./audit-words";
import { auditAddress } from "./people-address";

const MONO = "font-mono text-sm wrap-anywhere";

/** One act, whole: who, what, from where, and its place in the chain. */
export function AuditEvent({ event, zone }: { readonly event: AuditEventView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(), zone };
  const details = Object.entries(event.data);
  const none = <span className="text-faint">{t("admin.none")}</span>;
  return (
    <Page width="text">
      <Crumb href={routes.admin.audit}>{t("admin.audit.title")}</Crumb>
      <PageHead title={actionWords(event)} lead={t(`admin.audit.result_${event.result}`)} />
      <div className="mt-6">
        <Panel room="padded">
          <Definitions>
            <Definition term={t("admin.audit.when")}>
              <Time at={event.at} moment={moment} as="exact" /> <span className="text-muted">{event.at}</span>
            </Definition>
            <Definition term={t("admin.audit.who")}>
              {event.actor === null ? whoWords(event) : <Named thing={event.actor} />}
              {event.actor === null ? null : (
                <span className="text-muted">
                  {" · "}
                  <a href={auditAddress({ who: event.actor.id })} className="inline-flex min-h-6 items-center touch:min-h-11">
                    {t("admin.audit.all_of_them")}
                  </a>
                </span>
              )}
            </Definition>
            <Definition term={t("admin.audit.object")}>
              {event.object === null ? none : <Named thing={event.object} />}
            </Definition>
            <Definition term={t("admin.audit.from")}>{fromWords(event.from) ?? none}</Definition>
            <Definition term={t("admin.audit.reference")}>
              {event.reference === null ? none : <span className={MONO}>{event.reference}</span>}
            </Definition>
            <Definition term={t("admin.audit.action_name")}>
              <code className={MONO}>{event.action}</code>
            </Definition>
            {details.map(([name, value]) => (
              <Definition key={name} term={name}>
                <span className={MONO}>{value}</span>
              </Definition>
            ))}
            <Definition term={t("admin.audit.entry")}>
              {event.seq === null ? t("admin.audit.not_sealed") : <span className={MONO}>{event.seq}</span>}
            </Definition>
            {event.hash === null ? null : (
              <Definition term={t("admin.audit.digest")} long>
                <span className={MONO}>{event.hash}</span>
              </Definition>
            )}
          </Definitions>
        </Panel>
      </div>
    </Page>
  );
}
