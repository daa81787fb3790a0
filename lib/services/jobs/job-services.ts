import type { Dependencies } from "../dependencies";
import { changeJob } from "./change-job";
import type { JobServices } from "./contract";
import { createJob } from "./create-job";
import { exportJob } from "./export-job";
import { previewJob } from "./preview-job";
import { readJob, readJobs } from "./read-jobs";

/** Bulk work with its dependencies filled in. */
export const jobServices = (deps: Dependencies): JobServices => ({
  previewJob: (actor, asked) => previewJob(deps, actor, asked),
  createJob: (actor, input) => createJob(deps, actor, input),
  jobs: (actor, before) => readJobs(deps, actor, before),
  job: (actor, asked) => readJob(deps, actor, asked),
  changeJob: (actor, input) => changeJob(deps, actor, input),
  exportJob: (actor, input) => exportJob(deps, actor, input),
});
