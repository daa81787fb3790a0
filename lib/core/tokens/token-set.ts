/**
 * What a provider gave us for one connection. It exists in memory only between opening and sealing.
 * Instants are ISO 8601 in the sealed form, so that it is plain JSON.
 */
export type TokenSet = {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** As the provider wrote it; compared without case. */
  readonly tokenType: string;
  /** Granted scope values; null when the provider never reported them. */
  readonly scope: readonly string[] | null;
  /** null: the provider tells no end. */
  readonly accessExpiresAt: string | null;
  /** When the permission itself ends, if that is known. */
  readonly refreshExpiresAt: string | null;
  readonly obtainedAt: string;
  /** Variables that belong to the connection, such as a shop host. */
  readonly variables: Readonly<Record<string, string>>;
};
