import { askedBehind } from "../../lib/views/admin-overview";
import type { AuditQuery } from "../../lib/views/audit";
import type { PeopleQuery } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { listAddress } from "./list-address";

function address(page: string, asked: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return pairs.length === 0 ? page : `${page}?${new URLSearchParams(pairs)}`;
}

/** The address of the list of people that asks for this; what is empty stays out of it. */
export const peopleAddress = (asked: Partial<PeopleQuery>): string => address(routes.admin.people, asked);

/** The same for the log. */
export const auditAddress = (asked: Partial<AuditQuery>): string => address(routes.admin.audit, asked);

/** The same question from the first page on, changed in a part. */
export const first = <T extends PeopleQuery | AuditQuery>(asked: T, change: Partial<T> = {}): T => ({
  ...asked,
  older: "",
  newer: "",
  ...change,
});

/** Somebody's connections in the list of all: as many as are counted beside their name. */
export const ownedBy = (id: string): string => listAddress({ owner: id, ...askedBehind("all", "") });
