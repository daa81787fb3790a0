/** What was typed into a form and is no secret, by the names of its fields, and which of them does not fit. */
export type TypedBack = { readonly problem: string | null; readonly values: Readonly<Record<string, string>> };
