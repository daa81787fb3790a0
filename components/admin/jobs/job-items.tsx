import { JOB_SHOWS, type JobDetailView, type JobItemView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { Button, LinkButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Time } from "../../ui/time";
import { ProviderName } from "../provider-name";
import { AdminSection, Nothing } from "../section";
import { Cell, HeadCell, Row, Table } from "../table";
import { reasonWords } from "./job-words";

const HEADS = [
  "admin.job.item",
  "admin.list.provider",
  "admin.list.owner",
  "admin.job.why",
  "admin.job.code",
  "admin.job.reference",
  "admin.job.when",
] as const;

function ItemRow({ item, moment }: { readonly item: JobItemView; readonly moment: Moment }) {
  const t = translator();
  const { connection, detail, reference } = item;
  return (
    <Row>
      <HeadCell>
        {connection === null ? (
          <code className="text-xs wrap-anywhere">{item.key}</code>
        ) : (
          <a
            href={routes.admin.connection(connection.id)}
            className="inline-flex min-h-6 items-center text-ink no-underline wrap-anywhere hover:text-ink hover:underline touch:min-h-8"
          >
            {connection.label}
          </a>
        )}
      </HeadCell>
      <Cell name={t("admin.list.provider")} line>
        {connection === null ? null : <ProviderName provider={connection.provider} />}
      </Cell>
      <Cell name={t("admin.list.owner")} cut>
        {connection === null ? null : (connection.owner.email ?? connection.owner.name)}
      </Cell>
      <Cell name={t("admin.job.why")} wide>
        {reasonWords(item.reason)}
      </Cell>
      <Cell name={t("admin.job.code")}>{detail ? <code className="text-xs wrap-anywhere">{detail}</code> : null}</Cell>
      <Cell name={t("admin.job.reference")}>{reference}</Cell>
      <Cell name={t("admin.job.when")} line>
        <Time at={item.at} moment={moment} as="exact" />
      </Cell>
    </Row>
  );
}

/** A page of a job's items. */
export const itemsAddress = (job: string, show: string, after: string | null): string =>
  `${routes.admin.job(job)}?show=${show}${after === null ? "" : `&after=${after}`}`;

/** What failed or was passed over, a page at a time, and the same as a file. */
export function JobItems({ job, moment }: { readonly job: JobDetailView; readonly moment: Moment }) {
  const t = translator();
  const counts = { failed: job.failed, skipped: job.skipped - job.gone };
  const address = (show: string, after: string | null = null) => itemsAddress(job.id, show, after);
  return (
    <AdminSection id="items" title={t("admin.job.items")} {...(job.kind === "refresh" && { lead: t("admin.job.items_lead") })}>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-5 py-2.5 max-md:px-4">
        <nav aria-label={t("admin.job.items")} className="flex flex-wrap gap-1">
          {JOB_SHOWS.map((show) => (
            <a
              key={show}
              href={address(show)}
              aria-current={show === job.show ? "page" : undefined}
              className="inline-flex min-h-8 items-center rounded-md px-2.5 text-sm font-medium text-muted no-underline hover:bg-hover aria-[current]:bg-sunken aria-[current]:text-ink touch:min-h-11"
            >
              {t(`admin.job.show.${show}`, { count: counts[show] })}
            </a>
          ))}
        </nav>
        {job.mayExport ? (
          <form method="post" action={routes.api.exportJob(job.id)} className="flex flex-wrap gap-2">
            {(["failures", "results"] as const).map((what) => (
              <Button key={what} name="what" value={what} size="small">
                <Icon name="download" />
                {t(`admin.job.csv_${what}`)}
              </Button>
            ))}
          </form>
        ) : null}
      </div>
      {job.items.length === 0 ? (
        <Nothing>{t(`admin.job.none.${job.show}`)}</Nothing>
      ) : (
        <Table caption={t("admin.job.items_caption")} heads={HEADS.map((head) => ({ name: t(head) }))}>
          {job.items.map((item) => (
            <ItemRow key={item.key} item={item} moment={moment} />
          ))}
        </Table>
      )}
      {job.more === null && job.after === null ? null : (
        <nav
          aria-label={t("admin.job.items_caption")}
          className="flex justify-end gap-2 border-t border-line px-5 py-2.5 max-md:px-4"
        >
          {job.after === null ? null : (
            <LinkButton href={address(job.show)} size="small">
              {t("admin.job.first")}
            </LinkButton>
          )}
          {job.more === null ? null : (
            <LinkButton href={address(job.show, job.more)} size="small" rel="next">
              {t("admin.job.more")}
              <span className="rtl:-scale-x-100">
                <Icon name="right" />
              </span>
            </LinkButton>
          )}
        </nav>
      )}
    </AdminSection>
  );
}
