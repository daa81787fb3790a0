import { CONDITIONS, type Condition } from "../core/connections/condition";
import { looksLikeId } from "../core/ids";
import { ADMIN_SORTS, type AdminFilter, type AdminSort, FIRST_DIRECTION, type RegistrationState } from "../core/ports/admin";
import { type AdminQuery, ENDS_WITHIN, LONGEST_SEARCH, PAGE_SIZES, SHORTEST_SEARCH, USUAL_SIZE } from "../views/admin-query";
import { placeFilter, readPlace } from "./admin-provider";
import type { Dependencies } from "./dependencies";

const DAY_MS = 86_400_000;
/** A code of ours, of RFC 6749 or of a provider that follows it. */
const REASON = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$/;

const isOneOf = <T extends string>(known: readonly T[], text: string): text is T => known.some((each) => each === text);

/**
 * The question as far as anybody knows what it means, in the one form that it has: what nobody knows is left out, and so
 * is what is so anyway. Cursors are left as they are; only the database can read them.
 *
 * @param sent untrusted
 */
export function understoodQuery(sent: AdminQuery, registrations: readonly RegistrationState[]): AdminQuery {
  const places = registrations.map(placeFilter);
  const states = sent.state.split(",");
  const { by, direction } = sortOf(sent);
  return {
    q: sent.q.normalize("NFC").trim().slice(0, LONGEST_SEARCH),
    state: CONDITIONS.filter((condition) => states.includes(condition)).join(","),
    provider: places.some((place) => place === sent.provider || place.startsWith(`${sent.provider}.`)) ? sent.provider : "",
    reason: REASON.test(sent.reason) ? sent.reason : "",
    owner: looksLikeId("usr", sent.owner) ? sent.owner : "",
    ends: Object.hasOwn(ENDS_WITHIN, sent.ends) ? sent.ends : "",
    tests: isOneOf(["only", "none"], sent.tests) ? sent.tests : "",
    sort: by === "urgency" ? "" : by,
    dir: direction === FIRST_DIRECTION[by] ? "" : direction,
    size: isOneOf(PAGE_SIZES, sent.size) && sent.size !== USUAL_SIZE ? sent.size : "",
    tz: sent.tz === "utc" ? "utc" : "",
    after: sent.after,
    before: sent.after === "" ? sent.before : "",
  };
}

export function sortOf({ sort, dir }: AdminQuery): AdminSort {
  const by = isOneOf(ADMIN_SORTS, sort) ? sort : "urgency";
  return { by, direction: dir === "asc" || dir === "desc" ? dir : FIRST_DIRECTION[by] };
}

export const sizeOf = ({ size }: AdminQuery): number => Number(isOneOf(PAGE_SIZES, size) ? size : USUAL_SIZE);

/** Fewer letters would find nearly everything. */
export const isTooShort = ({ q }: AdminQuery): boolean => q !== "" && [...q].length < SHORTEST_SEARCH;

/** @param asked understood @param now from which "within 7 days" counts */
export function filterOf(asked: AdminQuery, now: Date): AdminFilter {
  const days = ENDS_WITHIN[asked.ends as keyof typeof ENDS_WITHIN] ?? null;
  return {
    conditions: asked.state.split(",").filter((text): text is Condition => isOneOf(CONDITIONS, text)),
    ...readPlace(asked.provider),
    ownerId: asked.owner || null,
    reason: asked.reason || null,
    endsBefore: days === null ? null : new Date(now.getTime() + days * DAY_MS),
    search: asked.q === "" || isTooShort(asked) ? null : asked.q,
    isTest: asked.tests === "" ? null : asked.tests === "only",
  };
}

/**
 * What a question means now, for whoever acts on all that match: the same connections that the list shows for it.
 *
 * @param sent untrusted
 */
export async function adminFilter(
  deps: Pick<Dependencies, "admin" | "clock">,
  sent: AdminQuery,
): Promise<{ readonly asked: AdminQuery; readonly filter: AdminFilter }> {
  const asked = understoodQuery(sent, await deps.admin.registrations());
  return { asked, filter: filterOf(asked, deps.clock.now()) };
}
