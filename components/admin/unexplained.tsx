import type { AdminOverviewView, UnexplainedView } from "../../lib/views/admin-overview";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { ProviderName } from "./provider-name";
import { AdminSection, Nothing } from "./section";
import { Cell, HeadCell, Row, Table } from "./table";

function Reply({ reply, moment }: { readonly reply: UnexplainedView; readonly moment: Moment }) {
  const t = translator();
  const { connection } = reply;
  return (
    <Row>
      <HeadCell>
        <ProviderName provider={reply.provider} />
      </HeadCell>
      <Cell name={t("admin.unexplained.when")} line>
        <Time at={reply.at} moment={moment} as="exact" />
      </Cell>
      <Cell name={t("admin.unexplained.met")}>{t(`admin.unexplained.met_${reply.met}`)}</Cell>
      <Cell name={t("admin.unexplained.status")} end>
        {reply.status}
      </Cell>
      <Cell name={t("admin.unexplained.code")}>
        {reply.code === null ? null : <code className="font-mono text-xs wrap-anywhere">{reply.code}</code>}
      </Cell>
      <Cell name={t("admin.unexplained.text")} wide>
        {reply.text === null ? null : <q className="text-muted wrap-anywhere">{reply.text}</q>}
      </Cell>
      <Cell name={t("admin.unexplained.connection")}>
        {connection === null ? null : (
          <a
            href={routes.admin.connection(connection.id)}
            className="inline-flex min-h-6 items-center font-medium text-ink wrap-anywhere touch:min-h-8"
          >
            {connection.label}
          </a>
        )}
      </Cell>
      <Cell name={t("admin.unexplained.reference")}>
        {reply.reference === null ? null : <span className="font-mono text-xs whitespace-nowrap">{reply.reference}</span>}
      </Cell>
    </Row>
  );
}

const HEADS = ["provider", "when", "met", "status", "code", "text", "connection", "reference"] as const;

/** The newest answers that neither a rule nor a standard explains: the first sign that a marketplace has changed. */
export function Unexplained({
  unexplained: { replies, lastDay },
  moment,
}: {
  readonly unexplained: AdminOverviewView["unexplained"];
  readonly moment: Moment;
}) {
  const t = translator();
  if (replies.length === 0) {
    return (
      <AdminSection id="unexplained" title={t("admin.unexplained.title")}>
        <Nothing>{t("admin.unexplained.none")}</Nothing>
      </AdminSection>
    );
  }
  const heads = HEADS.map((head) => ({
    name: t(head === "provider" ? "admin.providers.provider" : `admin.unexplained.${head}`),
    end: head === "status",
  }));
  return (
    <AdminSection
      id="unexplained"
      title={t("admin.unexplained.title")}
      beside={t("admin.unexplained.last_day", { count: lastDay })}
      lead={t("admin.unexplained.lead")}
    >
      <Table caption={t("admin.unexplained.caption")} heads={heads}>
        {replies.map((reply) => (
          <Reply key={`${reply.at}${reply.reference ?? ""}`} reply={reply} moment={moment} />
        ))}
      </Table>
    </AdminSection>
  );
}
