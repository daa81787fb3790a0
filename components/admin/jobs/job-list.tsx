import type { JobListView, JobView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { LinkButton } from "../../ui/button";
import { Empty } from "../../ui/empty";
import { Icon } from "../../ui/icon";
import { Page, PageHead } from "../../ui/page";
import { Time } from "../../ui/time";
import { Cell, HeadCell, Row, Table } from "../table";
import { JobBar } from "./job-bar";
import { JobStateWord } from "./job-state";
import { handledWords, jobTitle } from "./job-words";

const HEADS = ["what", "state", "progress", "failed", "skipped", "by", "begun"] as const;

function JobRow({ job, moment }: { readonly job: JobView; readonly moment: Moment }) {
  const t = translator();
  return (
    <Row>
      <HeadCell>
        <a
          href={routes.admin.job(job.id)}
          className="inline-flex min-h-6 items-center text-ink no-underline wrap-anywhere hover:text-ink hover:underline touch:min-h-8"
        >
          {jobTitle(job)}
        </a>
      </HeadCell>
      <Cell name={t("admin.jobs.state")}>
        <JobStateWord state={job.state} />
      </Cell>
      <Cell name={t("admin.jobs.progress")} wide>
        <span className="flex items-center gap-3 md:min-w-56">
          <span className="w-24 flex-none">
            <JobBar job={job} />
          </span>
          <span className="tabular-nums whitespace-nowrap">{handledWords(job)}</span>
        </span>
      </Cell>
      <Cell name={t("admin.job.count.failed")} end>
        {job.failed === 0 ? null : t("admin.number", { count: job.failed })}
      </Cell>
      <Cell name={t("admin.job.count.skipped")} end>
        {job.skipped === 0 ? null : t("admin.number", { count: job.skipped })}
      </Cell>
      <Cell name={t("admin.jobs.by")} cut>
        {job.by?.name ?? t("admin.job.by_nobody")}
      </Cell>
      <Cell name={t("admin.jobs.begun")} line>
        <Time at={job.createdAt} moment={moment} as="day-time" />
      </Cell>
    </Row>
  );
}

const headOf = (head: (typeof HEADS)[number]) => ({
  name: translator()(head === "failed" || head === "skipped" ? `admin.job.count.${head}` : `admin.jobs.${head}`),
  end: head === "failed" || head === "skipped",
});

const olderThan = (job: string): string => `${routes.admin.jobs}?${new URLSearchParams({ before: job })}`;

/** Bulk work, newest first. */
export function JobList({
  view,
  before,
  zone,
}: {
  readonly view: JobListView;
  /** The page that was asked for; null: the first. */
  readonly before: string | null;
  readonly zone: string | null;
}) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <PageHead title={t("admin.jobs.title")} lead={t("admin.jobs.lead")} />
      <div className="mt-4">
        {view.jobs.length === 0 ? (
          <Empty title={t("admin.jobs.none")} body={t("admin.jobs.none_more")}>
            <LinkButton href={routes.admin.connections}>{t("admin.jobs.none_do")}</LinkButton>
          </Empty>
        ) : (
          <div data-edge="" className="overflow-hidden rounded-lg border border-line bg-surface">
            <Table caption={t("admin.jobs.caption")} heads={HEADS.map(headOf)}>
              {view.jobs.map((job) => (
                <JobRow key={job.id} job={job} moment={moment} />
              ))}
            </Table>
            {view.older === null && before === null ? null : (
              <nav
                aria-label={t("admin.jobs.title")}
                className="flex justify-end gap-2 border-t border-line px-5 py-2.5 max-md:px-4"
              >
                {before === null ? null : (
                  <LinkButton href={routes.admin.jobs} size="small">
                    {t("admin.jobs.newest")}
                  </LinkButton>
                )}
                {view.older === null ? null : (
                  <LinkButton href={olderThan(view.older)} size="small" rel="next">
                    {t("admin.jobs.older")}
                    <span className="rtl:-scale-x-100">
                      <Icon name="right" />
                    </span>
                  </LinkButton>
                )}
              </nav>
            )}
          </div>
        )}
      </div>
      <PageTimes moment={moment} href={before === null ? routes.admin.jobs : olderThan(before)} />
    </Page>
  );
}
