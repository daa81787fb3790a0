import type { JobPreviewView } from "../../../lib/views/jobs";
import { translator } from "../../../lib/views/texts/translate";
import { LinkButton } from "../../ui/button";
import { Empty } from "../../ui/empty";
import { Crumb, Page, PageHead } from "../../ui/page";
import { ProviderName } from "../provider-name";
import { AdminSection, Nothing } from "../section";
import { Cell, HeadCell, Row, Table } from "../table";
import { JobStart } from "./job-start";
import { jobTitle, reasonWords, takesWords } from "./job-words";
import { previewedList } from "./previewed-list";

type Typed = {
  /** What had been typed for the number; null: nothing yet. */
  readonly typed: string | null;
};

function Places({ view }: { readonly view: JobPreviewView }) {
  const t = translator();
  const names = {
    place: t("admin.list.provider"),
    selected: t("admin.job.preview.selected"),
    able: t(`admin.job.preview.able.${view.act}`),
    takes: t("admin.job.preview.takes"),
  };
  const isTimed = view.places.some(({ takesMs }) => takesMs !== null);
  const heads = [
    { name: names.place },
    { name: names.selected, end: true },
    { name: names.able, end: true },
    ...(isTimed ? [{ name: names.takes, end: true }] : []),
  ];
  return (
    <Table caption={t("admin.job.preview.caption")} heads={heads}>
      {view.places.map(({ provider, count, able, takesMs }) => (
        <Row key={`${provider.id} ${provider.isTest}`}>
          <HeadCell>
            <ProviderName provider={provider} />
          </HeadCell>
          <Cell name={names.selected} end>
            {t("admin.number", { count })}
          </Cell>
          <Cell name={names.able} end>
            {able === 0 ? null : t("admin.number", { count: able })}
          </Cell>
          {isTimed ? (
            <Cell name={names.takes} end>
              {takesMs === null ? null : takesWords(takesMs)}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  );
}

function Skips({ skips }: Pick<JobPreviewView, "skips">) {
  const t = translator();
  if (skips.length === 0) return <Nothing>{t("admin.job.preview.skips_none")}</Nothing>;
  const names = { why: t("admin.job.why"), count: t("admin.job.preview.count") };
  return (
    <Table caption={t("admin.job.preview.skips_caption")} heads={[{ name: names.why }, { name: names.count, end: true }]}>
      {skips.map(({ reason, count }) => (
        <Row key={reason}>
          <HeadCell>{reasonWords(reason)}</HeadCell>
          <Cell name={names.count} end>
            {t("admin.number", { count })}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** What bulk work would do, before anything happens: to how many, where, how long it takes, and what it would pass over. */
export function JobPreview({ view, typed }: { readonly view: JobPreviewView } & Typed) {
  const t = translator();
  const back = previewedList(view);
  return (
    <Page width="text">
      <Crumb href={back}>{t("admin.list.title")}</Crumb>
      <PageHead title={jobTitle({ kind: view.act, total: view.total })} lead={t(`admin.job.preview.lead.${view.act}`)} />
      <AdminSection id="places" title={t("admin.job.preview.where")} beside={t("admin.number", { count: view.total })}>
        <Places view={view} />
      </AdminSection>
      <AdminSection
        id="skips"
        title={t("admin.job.preview.skips")}
        beside={t("admin.number", { count: view.total - view.able })}
        {...(view.isAbout && { lead: t("admin.job.preview.about") })}
      >
        <Skips skips={view.skips} />
      </AdminSection>
      {view.able === 0 ? (
        <div className="mt-6">
          <Empty title={t("admin.job.preview.nothing")} body={t("admin.job.preview.nothing_more")}>
            <LinkButton href={back}>{t("admin.job.preview.no")}</LinkButton>
          </Empty>
        </div>
      ) : (
        <JobStart view={view} typed={typed} back={back} />
      )}
    </Page>
  );
}

/** Somebody came here without a selection. */
export function NoJobPreview() {
  const t = translator();
  return (
    <Page width="text">
      <Crumb href={previewedList(null)}>{t("admin.list.title")}</Crumb>
      <PageHead title={t("admin.job.preview.none")} lead={t("admin.job.preview.none_more")} />
      <div className="mt-6">
        <LinkButton href={previewedList(null)}>{t("admin.job.preview.no")}</LinkButton>
      </div>
    </Page>
  );
}
