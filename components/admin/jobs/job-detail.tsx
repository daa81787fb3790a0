import type { JobDetailView, JobView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { dayTimeWords, type Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Crumb, Page, PageHead } from "../../ui/page";
import { JobCounts } from "./job-counts";
import { itemsAddress, JobItems } from "./job-items";
import { JobStateWord } from "./job-state";
import { jobTitle } from "./job-words";
import { Moving } from "./moving";

const QUARTER = 25;
/** What may move by itself. A paused job may finish what was under way. */
const MOVES: ReadonlySet<JobView["state"]> = new Set<JobView["state"]>(["waiting", "running", "paused", "cancelling"]);
const ICONS = { pause: "pause", resume: "play", cancel: "x" } as const;

function Acts({ job }: { readonly job: JobDetailView }) {
  const t = translator();
  return (
    <div className="flex flex-wrap gap-2">
      {job.acts.map((act) => (
        <form key={act} method="post" action={routes.api.changeJob(job.id, act)} className="max-md:flex-1">
          <Button variant={act === "cancel" ? "end" : "plain"} wide="phone">
            <Icon name={ICONS[act]} />
            {t(`admin.job.do.${act}`)}
          </Button>
        </form>
      ))}
    </div>
  );
}

/** Said aloud when a quarter is through, and at the end; in between the words stay the same and nothing is said. */
function Announced({ job }: { readonly job: JobDetailView }) {
  const t = translator();
  const quarter = Math.floor(job.percent / QUARTER) * QUARTER;
  const text =
    job.endedAt === null
      ? `${t(`admin.job.state.${job.state}`)}. ${quarter} %.`
      : t("admin.job.said", { percent: job.percent, done: job.done, failed: job.failed, skipped: job.skipped });
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

/** One job: how far it is, what did not work, and how to hold it. */
export function JobDetail({ job, zone }: { readonly job: JobDetailView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(job.shownAt), zone };
  const isOnFirst = job.after === null;
  return (
    <Page width="admin">
      <Crumb href={routes.admin.jobs}>{t("admin.jobs.title")}</Crumb>
      <PageHead
        title={jobTitle(job)}
        beside={<JobStateWord state={job.state} pill />}
        lead={t("admin.job.lead", {
          name: job.by?.name ?? t("admin.job.by_nobody"),
          when: dayTimeWords(new Date(job.createdAt), moment),
        })}
        action={job.acts.length > 0 ? <Acts job={job} /> : null}
      />
      {MOVES.has(job.state) && isOnFirst ? <Moving /> : null}
      <Announced job={job} />
      <JobCounts job={job} />
      <JobItems job={job} moment={moment} />
      <PageTimes moment={moment} href={itemsAddress(job.id, job.show, job.after)} />
    </Page>
  );
}
