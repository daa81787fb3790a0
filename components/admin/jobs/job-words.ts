import type { JobView } from "../../../lib/views/jobs";
import { numberWords } from "../../../lib/views/number-words";
import { hasText, translator } from "../../../lib/views/texts/translate";
import { spanWords } from "../../../lib/views/time-words";

const MINUTE_MS = 60_000;

/** What a job does, and to how many. */
export function jobTitle({ kind, total }: Pick<JobView, "kind" | "total">): string {
  const key = `admin.job.kind.${kind}`;
  return hasText(key) ? translator()(key, { count: total }) : kind;
}

/** A reason in words; its code where there are none. */
export function reasonWords(reason: string): string {
  const key = `admin.job.reason.${reason}`;
  return hasText(key) ? translator()(key) : reason;
}

/** "412 of 1,000 · 41 %". */
export const handledWords = ({ total, left, percent }: JobView): string =>
  translator()("admin.job.of", { handled: total - left, total, percent });

/** How long something takes, to the minute, and to the second below one. */
export const takesWords = (ms: number): string =>
  ms < MINUTE_MS ? translator()("admin.job.preview.seconds", { count: Math.max(1, Math.round(ms / 1000)) }) : spanWords(ms);

/** How fast it goes and how long it has to go; once it is over, how long it took. */
export function paceWords(job: JobView): string {
  const t = translator();
  const { state, rate, etaMs, startedAt, endedAt } = job;
  if (endedAt !== null) {
    const took = Date.parse(endedAt) - Date.parse(startedAt ?? endedAt);
    return took < MINUTE_MS ? t("admin.job.took_seconds") : t("admin.job.took", { span: spanWords(took) });
  }
  if (state !== "running") return "";
  if (rate === null || etaMs === null) return t("admin.job.too_early");
  const left = etaMs < MINUTE_MS ? t("admin.job.eta_soon") : t("admin.job.eta", { span: spanWords(etaMs) });
  return `${t("admin.job.rate", { rate: numberWords(rate, rate < 10 ? 1 : 0) })} · ${left}`;
}
