import type { RefreshAttemptView } from "../../lib/views/admin";
import { hasText, translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { AdminSection, Nothing } from "./section";
import { Cell, HeadCell, Row, Table } from "./table";

/** A word of the catalogue for a stored name, or the name itself. */
function word(kind: "trigger" | "result", name: string): string {
  const key = `admin.detail.${kind}_${name}`;
  return hasText(key) ? translator()(key) : name;
}

function Attempt({ attempt, moment }: { readonly attempt: RefreshAttemptView; readonly moment: Moment }) {
  const t = translator();
  const { failure } = attempt;
  return (
    <Row>
      <HeadCell>
        <Time at={attempt.at} moment={moment} as="exact" />
      </HeadCell>
      <Cell name={t("admin.detail.result")}>
        <span className={failure === null ? "" : "tone-stop text-tone font-medium"}>{word("result", attempt.state)}</span>
      </Cell>
      <Cell name={t("admin.detail.trigger")}>{word("trigger", attempt.trigger)}</Cell>
      <Cell name={t("admin.detail.status")} end>
        {attempt.status}
      </Cell>
      <Cell name={t("admin.detail.took")} end>
        {attempt.durationMs === null ? null : t("admin.detail.ms", { count: attempt.durationMs })}
      </Cell>
      <Cell name={t("admin.detail.code")}>
        {failure === null ? null : (
          <code className="font-mono text-xs wrap-anywhere">
            {failure.code === "" || failure.code === failure.class ? failure.class : `${failure.code} · ${failure.class}`}
          </code>
        )}
      </Cell>
      <Cell name={t("admin.detail.wrote")} wide>
        {failure?.text ? <q className="text-muted wrap-anywhere">{failure.text}</q> : null}
      </Cell>
      <Cell name={t("admin.detail.reference")}>
        {attempt.reference === null ? null : <span className="font-mono text-xs whitespace-nowrap">{attempt.reference}</span>}
      </Cell>
    </Row>
  );
}

/** What was tried and what came back, newest first. */
export function DetailAttempts({
  attempts,
  moment,
}: {
  readonly attempts: readonly RefreshAttemptView[];
  readonly moment: Moment;
}) {
  const t = translator();
  const heads = [
    { name: t("admin.detail.at") },
    { name: t("admin.detail.result") },
    { name: t("admin.detail.trigger") },
    { name: t("admin.detail.status"), end: true },
    { name: t("admin.detail.took"), end: true },
    { name: t("admin.detail.code") },
    { name: t("admin.detail.wrote") },
    { name: t("admin.detail.reference") },
  ];
  return (
    <AdminSection id="attempts" title={t("admin.detail.attempts")}>
      {attempts.length === 0 ? (
        <Nothing>{t("admin.detail.no_attempts")}</Nothing>
      ) : (
        <Table caption={t("admin.detail.attempts_caption")} heads={heads}>
          {attempts.map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} moment={moment} />
          ))}
        </Table>
      )}
    </AdminSection>
  );
}
