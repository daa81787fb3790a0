import type { JobView } from "../../../lib/views/jobs";
import { translator } from "../../../lib/views/texts/translate";
import { handledWords } from "./job-words";

/** How a bar looks that fills up. */
export const BAR =
  "block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent";

/** How far a job is, as a bar; the same in words stands beside it. */
export function JobBar({ job }: { readonly job: JobView }) {
  return (
    <progress
      className={BAR}
      aria-label={translator()("admin.job.progress")}
      max={Math.max(1, job.total)}
      value={job.total - job.left}
    >
      {handledWords(job)}
    </progress>
  );
}
