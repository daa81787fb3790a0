/** What a page may cost, by what it is for (kB of 1,000 bytes, compressed, as transferred, without headers). */
export type Budget = {
  readonly name: string;
  readonly js: number;
  readonly css: number;
  readonly html: number;
  readonly requests: number;
  /** As Lighthouse's simulated phone sees it: milliseconds, and a shift without a unit. */
  readonly lcp: number;
  readonly tbt: number;
  readonly cls: number;
};

const BUDGETS = {
  door: {
    name: "sign-in, set-up, connect, result, disconnect",
    js: 138,
    css: 12,
    html: 12,
    requests: 14,
    lcp: 2000,
    tbt: 200,
    cls: 0,
  },
  seller: { name: "dashboard, detail, settings", js: 150, css: 15, html: 30, requests: 16, lcp: 2200, tbt: 250, cls: 0.02 },
  overview: { name: "admin overview", js: 155, css: 15, html: 40, requests: 18, lcp: 2200, tbt: 250, cls: 0.02 },
  table: { name: "admin table and form", js: 190, css: 18, html: 60, requests: 22, lcp: 2500, tbt: 300, cls: 0.05 },
} as const satisfies Readonly<Record<string, Budget>>;

/** The budget of a page. Whatever is no seller's or admin's list or settings is passed through in a hurry. */
export function budgetOf(pattern: string): Budget {
  if (pattern === "/admin") return BUDGETS.overview;
  if (pattern.startsWith("/admin/")) return BUDGETS.table;
  if (
    /^\/(connections|connections\/\[id\](\/(diagnose|share))?|activity|notifications|help|mailbox)$|^\/settings\//.test(pattern)
  )
    return BUDGETS.seller;
  return BUDGETS.door;
}
