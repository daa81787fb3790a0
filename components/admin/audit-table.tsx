import type { AuditEventView, NamedView } from "../../lib/views/audit";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { actionWords, fromWords, whoWords } from "./audit-words";
import { Cell, HeadCell, Row, Table } from "./table";

const LINK = "inline-flex min-h-6 items-center text-ink no-underline wrap-anywhere hover:underline touch:min-h-8";
const TONE = { done: "", denied: "tone-stop text-tone font-medium", failed: "tone-warn text-tone font-medium" } as const;

/** What something is called, else its id; with the way to its page where there is one. */
export function Named({ thing }: { readonly thing: NamedView }) {
  const words = thing.name === null ? <code className="font-mono text-xs">{thing.id}</code> : <bdi>{thing.name}</bdi>;
  return thing.href === null ? (
    words
  ) : (
    <a href={thing.href} className={LINK}>
      {words}
    </a>
  );
}

function Act({ event, moment }: { readonly event: AuditEventView; readonly moment: Moment }) {
  const t = translator();
  const from = fromWords(event.from);
  return (
    <Row>
      <HeadCell>
        <a href={routes.admin.auditEvent(event.id)} className={`${LINK} font-normal whitespace-nowrap`}>
          <Time at={event.at} moment={moment} as="exact" />
        </a>
      </HeadCell>
      <Cell name={t("admin.audit.who")}>
        {event.actor?.href ? <Named thing={event.actor} /> : <span className="text-muted">{whoWords(event)}</span>}
      </Cell>
      <Cell name={t("admin.audit.what")} wide>
        {actionWords(event)}
      </Cell>
      <Cell name={t("admin.audit.object")}>{event.object === null ? null : <Named thing={event.object} />}</Cell>
      <Cell name={t("admin.audit.result")} line>
        <span className={TONE[event.result]}>{t(`admin.audit.result_${event.result}`)}</span>
      </Cell>
      <Cell name={t("admin.audit.from")} line>
        {from === null ? null : <span className="text-muted">{from}</span>}
      </Cell>
      <Cell name={t("admin.audit.reference")} line>
        {event.reference === null ? null : <span className="font-mono text-xs">{event.reference}</span>}
      </Cell>
    </Row>
  );
}

const HEADS = ["when", "who", "what", "object", "result", "from", "reference"] as const;

/** Acts, newest first, one in a line. */
export function AuditTable({ rows, moment }: { readonly rows: readonly AuditEventView[]; readonly moment: Moment }) {
  const t = translator();
  return (
    <Table caption={t("admin.audit.caption")} heads={HEADS.map((head) => ({ name: t(`admin.audit.${head}`) }))}>
      {rows.map((event) => (
        <Act key={event.id} event={event} moment={moment} />
      ))}
    </Table>
  );
}
