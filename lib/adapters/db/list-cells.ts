import { CONDITIONS } from "../../core/connections/condition";
import { conditionUnder, OWN_STATES, type OwnState, type Shared, stateUnder } from "../../core/connections/own-state";
import type { Trouble } from "../../core/connections/trouble";
import type { AdminFilter } from "../../core/ports/admin";
import type { Db } from "./open";

/** A registration, as far as it matters to how its connections stand. */
export type Registration = Shared & {
  readonly id: bigint;
  readonly providerId: string;
  readonly environmentId: string;
  /** Whether any of its connections are to a pretend marketplace, and any to a real one. */
  readonly hasTests: boolean;
  readonly hasReal: boolean;
};

/** Connections of one registration that stand alike by themselves. `rank`: their place in the order by urgency, 1 is the first. */
export type Cell = { readonly registration: bigint; readonly own: OwnState; readonly rank: number };

type Row = {
  id: bigint;
  provider_id: string;
  environment_id: string;
  trouble: Trouble | null;
  paused: boolean;
  stopped: boolean;
  has_tests: boolean;
  has_real: boolean;
};

export async function readRegistrations(db: Db): Promise<readonly Registration[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH kinds AS (SELECT registration_id, is_test FROM state_count UNION SELECT registration_id, is_test FROM state_delta)
    SELECT r.id, r.provider_id, r.environment_id, r.trouble, r.renewals_paused_at IS NOT NULL AS paused, r.emergency_at IS NOT NULL AS stopped,
      EXISTS (SELECT FROM kinds WHERE registration_id = r.id AND is_test) AS has_tests,
      EXISTS (SELECT FROM kinds WHERE registration_id = r.id AND NOT is_test) AS has_real
    FROM client_registration r ORDER BY r.id`;
  return rows.map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    environmentId: row.environment_id,
    trouble: row.trouble,
    paused: row.paused,
    stopped: row.stopped,
    hasTests: row.has_tests,
    hasReal: row.has_real,
  }));
}

/** Something holds for all of its connections at once, so they do not stand as each by itself would say. */
export const isSpecial = ({ trouble, paused, stopped }: Shared): boolean => trouble !== null || paused || stopped;

export const isMixed = ({ hasTests, hasReal }: Registration): boolean => hasTests && hasReal;

/**
 * The filter in the terms of what is stored. A marketplace in trouble changes in one row; which of its connections are
 * "in trouble" is answered here, so that none of theirs has to be written.
 */
export function cellsOf(registrations: readonly Registration[], filter: AdminFilter): readonly Cell[] {
  const wanted = filter.conditions.length === 0 ? CONDITIONS : filter.conditions;
  return registrations.filter(isAsked(filter)).flatMap((registration) =>
    OWN_STATES.filter(
      (own) => wanted.includes(conditionUnder(own, registration)) && (filter.cells?.includes(nameOf(registration, own)) ?? true),
    ).map((own) => ({
      registration: registration.id,
      own,
      rank: OWN_STATES.indexOf(stateUnder(own, registration)) + 1,
    })),
  );
}

const nameOf = ({ id }: Pick<Registration, "id">, own: OwnState): string => `${id} ${own}`;

/** The same cells as text, to be kept in `AdminFilter.cells`; null: the filter leaves none of them out. */
export function cellNames(registrations: readonly Registration[], filter: AdminFilter): readonly string[] | null {
  const cells = cellsOf(registrations, filter);
  if (cells.length === registrations.length * OWN_STATES.length) return null;
  return cells.map(({ registration, own }) => nameOf({ id: registration }, own));
}

const isAsked =
  ({ providerId, environmentId, isTest }: AdminFilter) =>
  (registration: Registration): boolean =>
    (providerId === null || providerId === registration.providerId) &&
    (environmentId === null || environmentId === registration.environmentId) &&
    (isTest === null || (isTest ? registration.hasTests : registration.hasReal));
