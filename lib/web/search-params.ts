/** What the framework gives a page of its address's query. Untrusted. */
export type SearchParams = SearchParamsSent | Promise<SearchParamsSent>;
export type SearchParamsSent = Readonly<Record<string, string | readonly string[] | undefined>>;

const LONGEST = 1000;

/** The value of a parameter that stands exactly once and is not empty, else null. */
export function one(sent: SearchParamsSent, name: string): string | null {
  const value = sent[name];
  return typeof value === "string" && value !== "" && value.length <= LONGEST ? value : null;
}

/** Every value of a parameter. */
export function all(sent: SearchParamsSent, name: string): readonly string[] {
  const value = sent[name] ?? [];
  return (typeof value === "string" ? [value] : value).filter((each) => each.length <= LONGEST).slice(0, 100);
}
