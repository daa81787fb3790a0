import type { PersonStanding, PersonView } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Tag } from "../ui/badge";
import { Time } from "../ui/time";
import { ownedBy } from "./people-address";
import { Cell, HeadCell, Row, Table } from "./table";

/** Whether somebody is in; said only where they are not. */
export function Standing({ standing }: { readonly standing: PersonStanding }) {
  const words = translator()(`admin.people.state_${standing}`);
  return standing === "in" ? words : <Tag warn={standing === "deactivated"}>{words}</Tag>;
}

function PersonRow({ person, moment }: { readonly person: PersonView; readonly moment: Moment }) {
  const t = translator();
  return (
    <Row>
      <HeadCell>
        <a
          href={routes.admin.person(person.id)}
          className="inline-flex min-h-6 items-center text-ink no-underline wrap-anywhere hover:text-ink hover:underline touch:min-h-8 md:min-w-24"
        >
          <bdi>{person.name}</bdi>
        </a>
      </HeadCell>
      <Cell name={t("admin.people.email")} wide>
        {person.email === null ? null : <span className="text-muted">{person.email}</span>}
      </Cell>
      <Cell name={t("admin.people.role")} line>
        {person.role === "seller" ? (
          <span className="text-muted">{t("admin.role.seller")}</span>
        ) : (
          <span className="font-medium">{t(`admin.role.${person.role}`)}</span>
        )}
      </Cell>
      <Cell name={t("admin.people.state")} line>
        <Standing standing={person.standing} />
      </Cell>
      <Cell name={t("admin.people.connections")} end>
        {person.connections === 0 ? null : (
          <a
            href={ownedBy(person.id)}
            aria-label={t("admin.people.connections_of", { name: person.name, count: person.connections })}
            className="inline-flex min-h-6 items-center text-ink touch:min-h-8"
          >
            {t("admin.number", { count: person.connections })}
          </a>
        )}
      </Cell>
      <Cell name={t("admin.people.last_seen")} line>
        {person.lastSeenAt === null ? null : <Time at={person.lastSeenAt} moment={moment} as="relative" />}
      </Cell>
      <Cell name={t("admin.people.signs_in")} line>
        <span className="text-muted">{t(`admin.people.signs_in_${person.signsIn}`)}</span>
      </Cell>
    </Row>
  );
}

const HEADS = ["name", "email", "role", "state", "connections", "last_seen", "signs_in"] as const;

/** A page of people, one in a line. */
export function PeopleTable({ rows, moment }: { readonly rows: readonly PersonView[]; readonly moment: Moment }) {
  const t = translator();
  const heads = HEADS.map((head) => ({ name: t(`admin.people.${head}`), end: head === "connections" }));
  return (
    <Table caption={t("admin.people.caption")} heads={heads}>
      {rows.map((person) => (
        <PersonRow key={person.id} person={person} moment={moment} />
      ))}
    </Table>
  );
}
