/** Which grant a token request is about; null for one that nobody knows. */
export type GrantKind = "code" | "refresh" | "application";
