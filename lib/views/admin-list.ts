import type { Condition } from "../core/connections/condition";
import type { ListLook } from "../core/connections/list-look";
import type { AdminConnectionView, OwnerView } from "./admin";
import type { AdminQuery } from "./admin-query";
import type { ProviderView } from "./connection";

/** A question that somebody kept; `isShown`: it is what is asked now. */
export type SavedViewView = { readonly id: string; readonly name: string; readonly query: string; readonly isShown: boolean };

export type AdminListView = {
  readonly rows: readonly AdminConnectionView[];
  /** The question as it was understood: what nobody knows is left out, and so is what is so anyway. */
  readonly asked: AdminQuery;
  readonly states: readonly Condition[];
  readonly sort: { readonly by: string; readonly direction: "asc" | "desc" };
  /** Connections on a page. */
  readonly size: number;
  /** The search is too short to be tried. */
  readonly tooShort: boolean;
  /** The search where it has the form of a reference and its reader may look it up in the audit log; else null. */
  readonly reference: string | null;
  readonly providers: readonly { readonly provider: ProviderView; readonly filter: string }[];
  /** Codes of what can be wrong; what is asked for is among them. */
  readonly reasons: readonly string[];
  /** The person whose connections are shown; null: everybody's. */
  readonly owner: OwnerView | null;
  readonly matching: { readonly count: number; readonly exact: boolean };
  /** Cursors of the neighbouring pages; null: there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly look: ListLook;
  readonly views: readonly SavedViewView[];
  /** Whether its reader may act on connections, and take a file of them away. */
  readonly mayAct: boolean;
  readonly mayExport: boolean;
  readonly shownAt: string;
};

/** What the page about the columns shows: every column, those shown first and in their order. */
export type ListLookView = ListLook & { readonly hidden: readonly string[] };

/** A connection as a list of suggestions names it. */
export type FoundConnection = {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly owner: string;
};
