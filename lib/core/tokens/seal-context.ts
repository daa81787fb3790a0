/** What is sealed. A value sealed as one kind never opens as another. */
export type SealKind = "token_set" | "attempt" | "client_secret" | "journal" | "canary";

/**
 * Where a sealed value belongs. Every field is bound into the key, so a value moved to another row,
 * generation or address cannot be opened (`security.md` "Encryption", `architecture.md` "Sealing context").
 * Fields that do not apply to a kind are the empty string, `generation` is then 0.
 */
export type SealContext = {
  readonly deploymentId: string;
  /** The person's public id. */
  readonly userId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly connectionId: string;
  readonly generation: number;
  readonly kind: SealKind;
};

/** The canonical form that is hashed: a JSON array in this order, nothing else. */
export const canonicalContext = (c: SealContext): string =>
  JSON.stringify([
    c.deploymentId,
    c.userId,
    c.providerId,
    c.environmentId,
    c.registrationId,
    c.connectionId,
    c.generation,
    c.kind,
  ]);
