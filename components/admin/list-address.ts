import { type AdminQuery, queryText, wholeQuestion } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";

/** An address that carries a question to the list; what is empty stays out of it. */
export function askedAt(page: string, asked: Partial<AdminQuery>): string {
  const query = queryText(asked);
  return query === "" ? page : `${page}?${query}`;
}

/** The address of the list that asks for this. */
export const listAddress = (asked: Partial<AdminQuery>): string => askedAt(routes.admin.connections, asked);

/** The same question from the first page on, changed in a part. */
export const withoutPage = (asked: AdminQuery, change: Partial<AdminQuery> = {}): string =>
  listAddress({ ...wholeQuestion(asked), ...change });
