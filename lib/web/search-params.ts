/** What the framework gives a page of its address's query. Untrusted. */
export type SearchParams = SearchParamsSent | Promise<SearchParamsSent>;
export type SearchParamsSent = Readonly<Record<string, string | readonly string[] | undefined>>;

const LONGEST = 1000;

/** A NUL is no text to PostgreSQL: a statement that carries one is refused as a whole. */
const isText = (value: string): boolean => value.length <= LONGEST && !value.includes("\0");

/** The value of a parameter that stands exactly once, is text and not empty, else null. */
export function one(sent: SearchParamsSent, name: string): string | null {
  const value = sent[name];
  return typeof value === "string" && value !== "" && isText(value) ? value : null;
}

/** Every value of a parameter that is text. */
export function all(sent: SearchParamsSent, name: string): readonly string[] {
  const value = sent[name] ?? [];
  return (typeof value === "string" ? [value] : value).filter(isText).slice(0, 100);
}
