import type { TwoWindows } from "../../lib/views/availability";
import { deviceName } from "../../lib/views/device-name";
import type { AdminPersonView } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { TypedBack } from "../../lib/views/typed-back";
import { PageTimes } from "../connections/page-times";
import { Tag } from "../ui/badge";
import { Definitions } from "../ui/definitions";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { AuditTable } from "./audit-table";
import { Usable } from "./availability/usable";
import { auditAddress, ownedBy } from "./people-address";
import { Standing } from "./people-table";
import { PersonActs } from "./person-acts";
import { AdminSection, Nothing } from "./section";
import { Cell, HeadCell, Row, Table } from "./table";

type PersonProps = {
  readonly view: AdminPersonView;
  /** How much of the time what they connected could be used; null: it is not told. */
  readonly usable: TwoWindows | null;
  readonly typed: TypedBack;
  readonly zone: string | null;
};

function Lead({ view: { person }, moment }: { readonly view: AdminPersonView; readonly moment: Moment }) {
  const t = translator();
  return (
    <span className="wrap-anywhere">
      {person.email ?? t("admin.people.no_email")}
      {" · "}
      {t(`admin.people.signs_in_${person.signsIn}`)}
      {" · "}
      {person.connections === 0 ? (
        t("admin.people.no_connections")
      ) : (
        <a href={ownedBy(person.id)} className="inline-flex min-h-6 items-center touch:min-h-11">
          {t("admin.people.connections_count", { count: person.connections })}
        </a>
      )}
      {" · "}
      <Sentence text="admin.people.since" nodes={{ date: <Time at={person.createdAt} moment={moment} as="day" /> }} />
    </span>
  );
}

function Sessions({ view: { sessions }, moment }: { readonly view: AdminPersonView; readonly moment: Moment }) {
  const t = translator();
  const heads = ["device", "signed_in", "last_seen"].map((head) => ({ name: t(`admin.people.${head}`) }));
  return (
    <AdminSection id="sessions" title={t("admin.people.sessions")} beside={t("admin.number", { count: sessions.length })}>
      {sessions.length === 0 ? (
        <Nothing>{t("admin.people.no_sessions")}</Nothing>
      ) : (
        <Table caption={t("admin.people.sessions_caption")} heads={heads}>
          {sessions.map((session) => (
            <Row key={session.id}>
              <HeadCell>
                <bdi>{deviceName(session.device)}</bdi>
              </HeadCell>
              <Cell name={t("admin.people.signed_in")}>
                <Time at={session.signedInAt} moment={moment} as="day-time" />
              </Cell>
              <Cell name={t("admin.people.last_seen")}>
                <Time at={session.lastSeenAt} moment={moment} as="relative" />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </AdminSection>
  );
}

/** One person: who they are, what can be done about them, where they are signed in, and what happened. */
export function Person({ view, usable, typed, zone }: PersonProps) {
  const t = translator();
  const { person, leaving, history } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <Crumb href={routes.admin.people}>{t("admin.people.title")}</Crumb>
      <PageHead
        title={person.name}
        beside={
          <>
            <Tag>{t(`admin.role.${person.role}`)}</Tag>
            {person.standing === "in" ? null : <Standing standing={person.standing} />}
          </>
        }
        lead={<Lead view={view} moment={moment} />}
      />
      {leaving === null ? null : (
        <div className="mt-4">
          <Note>{t(`admin.people.leaving_${leaving.how}`, { to: leaving.to ?? "" })}</Note>
        </div>
      )}
      {usable === null || usable.last90.share === null ? null : (
        <div className="mt-4">
          <Definitions small>
            <Usable usable={usable} />
          </Definitions>
        </div>
      )}
      <PersonActs view={view} typed={typed} />
      <Sessions view={view} moment={moment} />
      <AdminSection
        id="history"
        title={t("admin.people.history")}
        beside={
          <a href={auditAddress({ who: person.id })} className="inline-flex min-h-6 items-center touch:min-h-11">
            {t("admin.people.history_all")}
          </a>
        }
      >
        {history.length === 0 ? <Nothing>{t("admin.people.no_history")}</Nothing> : <AuditTable rows={history} moment={moment} />}
      </AdminSection>
      <PageTimes moment={moment} href={routes.admin.person(person.id)} />
    </Page>
  );
}
