import type { Failure } from "../../core/errors";
import type { Result } from "../../core/result";
import type { JobAct, JobAsk, JobDetailView, JobListView, JobPreviewView } from "../../views/jobs";
import type { Actor } from "../actor";

/** One line of a job's file: what came of one item. Empty where there is nothing to say. */
export type JobFileRow = {
  readonly result: "done" | "failed" | "skipped";
  readonly connection: string;
  readonly label: string;
  readonly provider: string;
  readonly owner: string;
  readonly reason: string;
  readonly detail: string;
  readonly reference: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
};

/** Bulk work, for admins. For whoever sees no admin page all of it is `not_found`. */
export type JobServices = {
  /** What it would do. Writes nothing. @param kept id of a job that waits for a recent sign-in, untrusted */
  readonly previewJob: (
    actor: Actor,
    asked: JobAsk & { readonly kept: string | null },
  ) => Promise<Result<JobPreviewView, Failure>>;
  /**
   * Begins it.
   *
   * Fails with `form_invalid` on the field `number` where the number was not typed as shown, with `changed_meanwhile` where
   * it is not so many any more, and with `sign_in_again`, keeping the job for whoever comes back.
   *
   * @param input.job id that the preview gave; sent twice it begins one job @param input.shown how many the page said
   */
  readonly createJob: (
    actor: Actor,
    input: JobAsk & { readonly job: string; readonly shown: number; readonly typed: string },
  ) => Promise<Result<{ readonly id: string }, Failure>>;
  readonly jobs: (actor: Actor, before: string | null) => Promise<Result<JobListView, Failure>>;
  /** @param input.after place of the last item of the page before, untrusted */
  readonly job: (
    actor: Actor,
    input: { readonly id: string; readonly show: string | null; readonly after: string | null },
  ) => Promise<Result<JobDetailView, Failure>>;
  readonly changeJob: (actor: Actor, input: { readonly id: string; readonly act: JobAct }) => Promise<Result<null, Failure>>;
  /** Audited with how many rows there are. */
  readonly exportJob: (
    actor: Actor,
    input: { readonly id: string; readonly what: "failures" | "results" },
  ) => Promise<Result<AsyncIterable<readonly JobFileRow[]>, Failure>>;
};
