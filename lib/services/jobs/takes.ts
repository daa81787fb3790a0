import { bucketOf } from "../../core/connections/renewal-budget";
import type { BulkAct } from "../../core/jobs/bulk-act";
import type { Dependencies } from "../dependencies";

/** Where nobody outside is asked, our own database is what takes time. */
const OURS_PER_SECOND = 50;
/** A cancellation asks the marketplace, a few side by side. */
const ENDINGS_PER_SECOND = 4;

/**
 * How long an act takes for so many connections of a registration, in milliseconds. Renewals go as fast as the limits of
 * their registration let them, whatever else they go on with, so the slowest registration tells how long it takes.
 *
 * @returns of a registration: null where no limit of its own applies; of `null`: what all of them take on our side
 */
export async function takesMs(
  deps: Pick<Dependencies, "registrations" | "budgetOf">,
  act: BulkAct,
  registrationIds: readonly string[],
): Promise<(registrationId: string | null, count: number) => number | null> {
  const asked = act === "refresh" ? [...new Set(registrationIds)] : [];
  const registrations = await Promise.all(asked.map((id) => deps.registrations.byId(id)));
  const perSecond = new Map(
    registrations.flatMap((each) => (each ? [[each.id, bucketOf(deps.budgetOf(each)).perSecond] as const] : [])),
  );
  return (registrationId, count) => {
    const rate =
      registrationId === null ? (act === "disconnect" ? ENDINGS_PER_SECOND : OURS_PER_SECOND) : perSecond.get(registrationId);
    return rate === undefined ? null : Math.ceil((count / rate) * 1000);
  };
}
