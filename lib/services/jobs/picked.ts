import { CONDITIONS } from "../../core/connections/condition";
import { looksLikeId } from "../../core/ids";
import type { AdminFilter } from "../../core/ports/admin";
import type { JobParams, Picked, Plain } from "../../core/ports/jobs";

/** Which connections a job is about, as it is stored. */
export const pickedParams = (picked: Picked): JobParams =>
  "ids" in picked
    ? { ids: picked.ids }
    : { filter: { ...picked.filter, endsBefore: picked.filter.endsBefore?.toISOString() ?? null } };

/** The same, read back. @throws {Error} when nobody of ours wrote it */
export function pickedOf(params: JobParams): Picked {
  const { ids, filter } = params;
  if (Array.isArray(ids)) return { ids: ids.filter((id): id is string => typeof id === "string" && looksLikeId("con", id)) };
  if (typeof filter !== "object" || filter === null || Array.isArray(filter))
    throw new Error("jobs: a job says nothing of its connections");
  return { filter: filterOf(filter as Stored) };
}

type Stored = { readonly [name in keyof AdminFilter]?: Plain };

function filterOf(stored: Stored): AdminFilter {
  const text = (value: Plain | undefined): string | null => (typeof value === "string" ? value : null);
  const { conditions, endsBefore, isTest, cells } = stored;
  return {
    conditions: CONDITIONS.filter((condition) => Array.isArray(conditions) && conditions.includes(condition)),
    providerId: text(stored.providerId),
    environmentId: text(stored.environmentId),
    ownerId: text(stored.ownerId),
    reason: text(stored.reason),
    endsBefore: typeof endsBefore === "string" ? new Date(endsBefore) : null,
    search: text(stored.search),
    isTest: typeof isTest === "boolean" ? isTest : null,
    cells: Array.isArray(cells) ? cells.filter((cell): cell is string => typeof cell === "string") : null,
  };
}
