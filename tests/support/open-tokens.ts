import type { TokenSet } from "@/lib/core/tokens/token-set";
import { openTokens } from "@/lib/services/seal-tokens";
import type { House } from "./house";

/** The stored token set of a connection, opened as only a test may. @throws {Error} when it does not open */
export async function openTokensOf(house: House, id: string): Promise<TokenSet> {
  const [row] = await house.database.query(
    "select k.sealed, k.generation, c.provider_id as provider, c.environment_id as environment, r.public_id as registration, u.public_id as owner from credential k join connection c on c.id = k.connection_id join client_registration r on r.id = c.registration_id join app_user u on u.id = c.owner_id where c.public_id = $1",
    [id],
  );
  const owner = {
    userId: String(row?.["owner"]),
    providerId: String(row?.["provider"]),
    environmentId: String(row?.["environment"]),
    registrationId: String(row?.["registration"]),
    connectionId: id,
  };
  const opened = openTokens(house.container.dependencies, String(row?.["sealed"]), owner, Number(row?.["generation"]));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
