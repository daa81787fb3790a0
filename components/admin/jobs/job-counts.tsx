import type { JobDetailView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { TONES, type Tone } from "../../ui/tone";
import { JobBar } from "./job-bar";
import { handledWords, paceWords } from "./job-words";

const COUNTS = [
  { name: "done", tone: "good" },
  { name: "failed", tone: "stop" },
  { name: "skipped", tone: "warn" },
  { name: "left", tone: "idle" },
] as const satisfies readonly { readonly name: "done" | "failed" | "skipped" | "left"; readonly tone: Tone }[];

/** How far a job is: a bar with its words, and the four numbers that make up the whole. */
export function JobCounts({ job }: { readonly job: JobDetailView }) {
  const t = translator();
  const pace = paceWords(job);
  return (
    <section
      aria-label={t("admin.job.progress")}
      data-edge=""
      className="mt-5 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <div className="px-5 pt-4 pb-4.5 max-md:px-4">
        <p className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 tabular-nums">
          <span className="font-semibold">{handledWords(job)}</span>
          <span className="text-sm text-muted">{pace}</span>
        </p>
        <JobBar job={job} />
        <p className="mt-3 text-sm text-pretty text-muted">
          {t(job.fault === "grew" ? "admin.job.about.grew" : `admin.job.about.${job.state}`)}
          {job.gone > 0 ? ` ${t("admin.job.gone", { count: job.gone })}` : ""}{" "}
          {job.query === null ? null : (
            <a href={`${routes.admin.connections}${job.query === "" ? "" : `?${job.query}`}`}>{t("admin.job.query")}</a>
          )}
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-px border-t border-line bg-line md:grid-cols-4">
        {COUNTS.map(({ name, tone }) => (
          <div key={name} className={`${TONES[tone]} bg-surface px-5 py-3.5 max-md:px-4`}>
            <dt className="text-sm font-medium text-muted">{t(`admin.job.count.${name}`)}</dt>
            <dd
              className={`mt-0.5 text-2xl font-semibold tracking-tight tabular-nums ${name === "failed" && job.failed > 0 ? "text-tone" : ""}`}
            >
              {t("admin.number", { count: job[name] })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
