import type { ListColumn } from "../../lib/core/connections/list-look";
import type { AdminConnectionView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";

type CsvColumn = {
  /** Names of the columns, for programs: the same in every language. */
  readonly heads: readonly string[];
  readonly cells: (row: AdminConnectionView) => readonly string[];
};

/** An instant as ISO 8601 in UTC; empty: there is none, or nobody told it. */
const instant = (at: string | null | undefined): string => at ?? "";

function accessCells({ connection: { access } }: AdminConnectionView): readonly string[] {
  switch (access.kind) {
    case "auto":
      return ["renews", instant(access.renewsAt), instant(access.endsAt)];
    case "until":
      return ["ends", "", instant(access.endsAt)];
    case "over":
      return ["over", "", instant(access.since)];
    default:
      return [access.kind, "", ""];
  }
}

/** What each column of the list becomes in a file: what a person reads stands in words, what a program counts in its own form. */
const COLUMNS: Readonly<Record<ListColumn, CsvColumn>> = {
  state: {
    heads: ["state", "broken_since_utc"],
    cells: ({ connection }) => [translator()(`state.${connection.state}.name`), instant(connection.brokenSince)],
  },
  label: { heads: ["label"], cells: ({ connection }) => [connection.label] },
  provider: {
    heads: ["marketplace", "test"],
    cells: ({ connection: { provider } }) => [provider.name, provider.isTest ? "yes" : "no"],
  },
  account: { heads: ["account"], cells: ({ connection }) => [connection.account ?? ""] },
  owner: { heads: ["owner"], cells: ({ owner }) => [owner.email ?? owner.name] },
  reason: {
    heads: ["reason", "reason_code"],
    cells: ({ reason }) => (reason === null ? ["", ""] : [translator()(reason.text, reason.values), reason.code ?? ""]),
  },
  access: { heads: ["access", "access_renews_utc", "access_ends_utc"], cells: accessCells },
  permission: {
    heads: ["permission", "permission_ends_utc"],
    cells: ({ connection: { permission } }) => [permission.kind, "endsAt" in permission ? instant(permission.endsAt) : ""],
  },
  last_success: { heads: ["last_success_utc"], cells: ({ lastSuccessAt }) => [lastSuccessAt] },
  failures: { heads: ["failures_in_row"], cells: ({ failuresInRow }) => [String(failuresInRow)] },
  created: { heads: ["connected_utc"], cells: ({ connection }) => [connection.connectedAt] },
};

/** Where signing in again repairs something. */
const FIXED_THERE: ReadonlySet<string> = new Set(["reconnect", "ends_soon", "partial"]);

/** The columns that are shown, in their order, between the id and the address where the seller repairs it. */
export const csvHead = (columns: readonly ListColumn[]): readonly string[] => [
  "id",
  ...columns.flatMap((column) => COLUMNS[column].heads),
  "fix_link",
];

/** One connection as cells. The fix link is its seller's own page, which lets in nobody else. */
export const csvCells = (row: AdminConnectionView, columns: readonly ListColumn[], appOrigin: string): readonly string[] => [
  row.connection.id,
  ...columns.flatMap((column) => COLUMNS[column].cells(row)),
  FIXED_THERE.has(row.connection.state) ? `${appOrigin}${routes.reconnect(row.connection.id)}` : "",
];
