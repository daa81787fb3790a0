import type { ItemResult, RenewalEnd } from "../../core/ports/jobs";
import type { JobKind } from "./job-kind";
import { sift } from "./sift";

/**
 * Makes renewals due now and waits for them. Nothing is asked of a provider here: the lanes renew what is due, with their
 * limits, their leases and one renewal of a connection at a time, and what is longer overdue goes first.
 */
export const refreshMany: JobKind["act"] = async (deps, job, keys) => {
  const { able, skipped } = sift("refresh", keys, await deps.bulk.facts(keys));
  const due = await deps.bulk.makeDue(job.id, able);
  return [
    ...skipped,
    ...able.map((key): ItemResult => (due.has(key) ? { key, did: "waiting" } : { key, did: "skipped", reason: "changed" })),
  ];
};

export const lookAtRenewals: NonNullable<JobKind["look"]> = async (deps, job, keys) =>
  (await deps.bulk.renewals(job.id, keys)).map(resultOf);

function resultOf(renewal: RenewalEnd): ItemResult {
  const { key } = renewal;
  switch (renewal.end) {
    case "renewed":
      return { key, did: "done" };
    case "failed":
      return { key, did: "failed", reason: "renewal_failed", detail: renewal.code, reference: renewal.reference };
    case "not_active":
      return { key, did: "skipped", reason: "changed" };
    case "given_up":
      return { key, did: "skipped", reason: "not_renewed_yet" };
  }
}
