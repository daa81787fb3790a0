/** What the address of the dashboard asks for. Empty strings ask for nothing. */
export type DashboardQuery = {
  readonly state: string;
  readonly provider: string;
  readonly q: string;
  readonly view: "list" | "cards";
};

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the query of the dashboard; the first of a repeated name counts. */
export function dashboardQuery(params: SearchParams): DashboardQuery {
  const read = (name: string): string => {
    const value = params[name];
    return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
  };
  return { state: read("state"), provider: read("provider"), q: read("q"), view: read("view") === "cards" ? "cards" : "list" };
}

/** Whether the reader sees a part of their connections only. */
export const isFiltered = ({ state, provider, q }: DashboardQuery): boolean => `${state}${provider}${q}` !== "";

/** The same question with another view; what is empty stays out of the address. */
export function withView(query: DashboardQuery, view: DashboardQuery["view"]): string {
  const asked = Object.entries({ ...query, view: view === "list" ? "" : view }).filter(([, value]) => value !== "");
  return `?${new URLSearchParams(asked)}`;
}
