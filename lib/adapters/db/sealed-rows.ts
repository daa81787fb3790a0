import "#node-only";
import type { SealedValue } from "../../core/ports/reseal";

/** A row that holds something sealed, with the public ids that it is bound to. */
export type SealedRow = {
  id: string;
  sealed: string;
  key_id: string | null;
  generation: number;
  is_ended: boolean;
  user_id: string;
  provider_id: string;
  environment_id: string;
  registration_id: string;
};

const placeOf = (row: SealedRow) => ({
  userId: row.user_id,
  providerId: row.provider_id,
  environmentId: row.environment_id,
  registrationId: row.registration_id,
});

export function toCredential(row: SealedRow): SealedValue {
  const { id, sealed, generation, is_ended, key_id: countedAs } = row;
  // The tombstone of a connection raised its generation; what it left is sealed for the one before.
  const generations = is_ended ? [generation - 1, generation] : [generation, generation - 1];
  const contexts = generations.map((each) => ({
    ...placeOf(row),
    connectionId: id,
    generation: each,
    kind: "token_set" as const,
  }));
  return { key: id, table: "credential", sealed, countedAs, generation, contexts };
}

/** A started flow holds its own secrets, or later a grant that waits: each is bound under a generation of its own. */
export function toAttempt(row: SealedRow): SealedValue {
  const { id, sealed } = row;
  const contexts = [0, 1].map((generation) => ({ ...placeOf(row), connectionId: id, generation, kind: "attempt" as const }));
  return { key: id, table: "attempt", sealed, countedAs: null, generation: 0, contexts };
}

export function toRegistration(row: SealedRow): SealedValue {
  const { id, sealed } = row;
  const contexts = [{ ...placeOf(row), connectionId: "", generation: 0, kind: "client_secret" as const }];
  return { key: id, table: "registration", sealed, countedAs: null, generation: 0, contexts };
}
