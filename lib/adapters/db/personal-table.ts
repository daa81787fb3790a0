/** Rows of one table that are about a person. */
export type PersonalTable = {
  /** What the rows are called in the file. */
  readonly name: string;
  readonly table: string;
  /** SQL that is true for the rows of the person with the id `$1`; the table is `t`. */
  readonly whose: string;
  readonly columns: readonly string[];
  /** Kept back: what opens something or is a digest of it, and numbers that mean nothing outside. */
  readonly inside: readonly string[];
};

/** What makes rows a person's. */
export const THEIR_CONNECTION = "t.connection_id IN (SELECT id FROM connection WHERE owner_id = $1)";
export const THEIRS = "t.user_id = $1";
export const PUBLIC_ID = "(SELECT public_id FROM app_user WHERE id = $1)";
