import type { ListView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";

/** What the address of the dashboard asks for. Empty strings ask for nothing. */
export type DashboardQuery = { readonly state: string; readonly provider: string; readonly q: string };

/** How it is drawn is not asked for but kept by the browser. */
export type Shown = DashboardQuery & { readonly view: ListView };

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the query of the dashboard; the first of a repeated name counts. */
export function dashboardQuery(params: SearchParams): DashboardQuery {
  const read = (name: string): string => {
    const value = params[name];
    return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
  };
  return { state: read("state"), provider: read("provider"), q: read("q") };
}

/** Whether the reader sees a part of their connections only. */
export const isFiltered = ({ state, provider, q }: DashboardQuery): boolean => `${state}${provider}${q}` !== "";

/** The dashboard with this question; what is empty stays out of the address. */
export function dashboardAddress({ state, provider, q }: DashboardQuery): string {
  const asked = new URLSearchParams(Object.entries({ state, provider, q }).filter(([, value]) => value !== ""));
  return asked.size === 0 ? routes.connections : `${routes.connections}?${asked}`;
}
