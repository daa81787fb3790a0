/** A question to the list of all connections, kept under a name. `query` stands in the address, without the page. */
export type SavedView = { readonly id: string; readonly name: string; readonly query: string };

/** How somebody wants the list drawn. Both as they were stored: names that nobody knows any more are passed over. */
export type ListSetting = { readonly columns: readonly string[]; readonly density: string };

/** What each admin keeps for the list of all connections. Nobody reads another one's. Ids are public ids. */
export type AdminViewRepository = {
  /** By name. */
  readonly list: (personId: string) => Promise<readonly SavedView[]>;
  /** @param most so many a person may have */
  readonly save: (personId: string, view: SavedView, most: number) => Promise<"saved" | "name_taken" | "too_many">;
  readonly rename: (personId: string, id: string, name: string) => Promise<"renamed" | "name_taken" | "not_found">;
  /** false: it is none of theirs. */
  readonly remove: (personId: string, id: string) => Promise<boolean>;
  /** null: they have never changed it. */
  readonly setting: (personId: string) => Promise<ListSetting | null>;
  readonly saveSetting: (personId: string, setting: ListSetting) => Promise<void>;
};
