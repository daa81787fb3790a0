import type { ActivityQuery } from "../../lib/views/activity-query";

/**
 * The address of a history: what is empty stays out of it.
 *
 * @param base the page, without a query
 * @param more what else is asked, such as an older page
 */
export function activityAddress(
  base: string,
  asked: Partial<ActivityQuery>,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(Object.entries({ ...asked, ...more }).filter(([, value]) => value !== ""));
  return query.size === 0 ? base : `${base}?${query}`;
}
