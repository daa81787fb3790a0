/**
 * What the address of the list of all connections asks for, by the names that it has there. Empty strings ask for
 * nothing. The same shape is what a saved view keeps and what a form sends that acts on all that match.
 */
export type AdminQuery = {
  /** How a label, an account, an owner's email or an id begins, or a whole reference. */
  readonly q: string;
  /** Conditions, with commas between them. */
  readonly state: string;
  /** A provider, or one of its environments after a dot. */
  readonly provider: string;
  /** A code of what is wrong. */
  readonly reason: string;
  /** Public id of a person. */
  readonly owner: string;
  /** Within so long the permission ends: one of `ENDS_WITHIN`. */
  readonly ends: string;
  /** `only` connections to pretend marketplaces, or `none` of them. */
  readonly tests: string;
  readonly sort: string;
  readonly dir: string;
  /** Connections on a page. */
  readonly size: string;
  /** `utc`: times are told in UTC whatever the reader's zone. */
  readonly tz: string;
  /** Where the page begins or ends: a cursor that an earlier page told. */
  readonly after: string;
  readonly before: string;
};

export const NO_QUERY: AdminQuery = {
  q: "",
  state: "",
  provider: "",
  reason: "",
  owner: "",
  ends: "",
  tests: "",
  sort: "",
  dir: "",
  size: "",
  tz: "",
  after: "",
  before: "",
};

/** What narrows the list; everything else is about how it is shown. */
export const FILTER_NAMES = ["q", "state", "provider", "reason", "owner", "ends", "tests"] as const;

export const ENDS_WITHIN = { "1d": 1, "7d": 7, "30d": 30 } as const satisfies Readonly<Record<string, number>>;
export const PAGE_SIZES = ["25", "50", "100"] as const;
export const USUAL_SIZE = "50" satisfies (typeof PAGE_SIZES)[number];
export const SHORTEST_SEARCH = 2;
export const LONGEST_SEARCH = 100;

/** Whether only a part of all connections is asked for. */
export const isNarrowed = (asked: AdminQuery): boolean => FILTER_NAMES.some((name) => asked[name] !== "");

/** The same question without the page it was asked on. */
export const wholeQuestion = (asked: AdminQuery): AdminQuery => ({ ...asked, after: "", before: "" });

/** The zone is how an answer is told, not what is asked. */
export const withoutZone = (query: string): string =>
  query
    .split("&")
    .filter((pair) => !pair.startsWith("tz="))
    .join("&");

/** As it stands in an address behind the question mark; empty where nothing is asked. */
export function queryText(asked: Partial<AdminQuery>): string {
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return new URLSearchParams(pairs).toString().replaceAll("%2C", ",");
}

/** Reads what `queryText` wrote, and whatever else somebody put there: the values are untrusted. */
export function readQuery(valuesOf: (name: keyof AdminQuery) => readonly string[]): AdminQuery {
  const read = (name: keyof AdminQuery): string => {
    const values = valuesOf(name);
    return name === "state" ? values.join(",") : values.length === 1 ? (values[0] ?? "") : "";
  };
  return Object.fromEntries(Object.keys(NO_QUERY).map((name) => [name, read(name as keyof AdminQuery)])) as AdminQuery;
}
