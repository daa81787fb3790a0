import type { ItemResult, JobParams, JobRecord } from "../../core/ports/jobs";
import type { Permission } from "../../core/roles";
import type { Dependencies } from "../dependencies";

/** The next items, in an order of the kind's own that nothing changes while it runs. */
export type JobPage = {
  readonly keys: readonly string[];
  /** Where the next page begins; null: where this one did, because there was nothing. */
  readonly cursor: string | null;
  /** Nothing comes after these. */
  readonly isLast: boolean;
};

/**
 * One kind of bulk work. The runner (`run-jobs.ts`) brings it to its end through killed workers, pauses and restarts; a kind
 * only says what is next and does it.
 *
 * To add one: write a `JobKind` in a file of its own, put it into `JOB_KINDS` (`job-kinds.ts`), give the catalogue
 * `admin.job.kind.<name>` with a `count`, and `admin.job.reason.<reason>` for each of its reasons, and begin it with
 * `beginJob` (`begin-job.ts`), whose id leads to its page: `routes.admin.job(id)`. Progress, pause, resume, cancel, failures
 * and files come with that.
 *
 * What the runner promises: keys are written down before `act` is called with them, at most `atOnce` of them are under way at
 * any time, and what `act` returns is counted once. When a process dies in between, another one calls `act` with the same
 * keys and `again` true: such a key may have been acted on or not, so `act` must look first whether its work is done, and
 * answer `done` if it was. What throws is tried again a few times, all its keys `again`; then these keys have failed.
 * Once somebody has paused or cancelled the job, `act` is called for nothing any more.
 */
export type JobKind = {
  readonly name: string;
  readonly permission: Permission;
  /** Whoever begins it proved not longer than ten minutes ago that it is them. */
  readonly stepUp: boolean;
  readonly atOnce: number;
  /** It ends connections: what was done has a receipt, and its file says what that says. */
  readonly hasReceipts?: boolean;
  /** Somebody confirmed the number in `params.confirmed`; a job that comes to many more than these ends. */
  readonly isConfirmed?: boolean;
  /** @param after `cursor` of the page before; null: the first @param limit at most so many keys */
  readonly next: (deps: Dependencies, job: JobRecord, after: string | null, limit: number) => Promise<JobPage>;
  /** One result for each key, in any order. A key without one is asked for `again`. */
  readonly act: (deps: Dependencies, job: JobRecord, keys: readonly string[], again: boolean) => Promise<readonly ItemResult[]>;
  /** Whether `act` has been done for a key, without doing anything; left out: nobody can tell. Asked where a job is cancelled. */
  readonly did?: (deps: Dependencies, job: JobRecord, key: string) => Promise<boolean>;
  /** How items ended for which `act` answered `waiting`; those that have not ended are left out. */
  readonly look?: (deps: Dependencies, job: JobRecord, keys: readonly string[]) => Promise<readonly ItemResult[]>;
};

/** What begins a job of any kind. */
export type JobOrder = {
  readonly kind: string;
  readonly params: JobParams;
  /** How many items there are, as far as that is known; it grows when there are more. */
  readonly total: number;
};

/** Does one item after the other, so many side by side. What throws for one of them throws after all have ended. */
export async function eachOf(
  keys: readonly string[],
  sideBySide: number,
  run: (key: string) => Promise<ItemResult>,
): Promise<readonly ItemResult[]> {
  const left = [...keys];
  const results: ItemResult[] = [];
  const faults: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let key = left.shift(); key !== undefined; key = left.shift())
      await run(key).then(
        (result) => results.push(result),
        (fault: unknown) => faults.push(fault),
      );
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, keys.length) }, worker));
  if (results.length === 0 && faults.length > 0) throw faults[0];
  return results;
}
