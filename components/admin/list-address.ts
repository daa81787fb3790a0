import type { AdminQuery } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";

/** The address of the list that asks for this; what is empty stays out of it. */
export function listAddress(asked: Partial<AdminQuery>): string {
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return pairs.length === 0 ? routes.admin.connections : `${routes.admin.connections}?${new URLSearchParams(pairs)}`;
}

/** The same question from the first page on, changed in a part. */
export const withoutPage = (asked: AdminQuery, change: Partial<AdminQuery> = {}): string =>
  listAddress({ ...asked, older: "", newer: "", ...change });

/** Whether only a part of all connections is asked for. */
export const isNarrowed = ({ state, provider, owner, q }: AdminQuery): boolean => `${state}${provider}${owner}${q}` !== "";
