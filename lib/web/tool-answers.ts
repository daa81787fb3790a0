import type { FreshAccess } from "../services/fresh-access";
import type { ConnectionStatusView } from "../views/api-keys";

/** How a connection stands, as tools read it. Instants are ISO 8601 strings in UTC. */
export const statusAnswer = (view: ConnectionStatusView) => ({
  id: view.id,
  label: view.label,
  provider: view.provider,
  account: view.account,
  state: view.state,
  needs_seller: view.needsSeller,
  access_ends_at: view.accessEndsAt,
  permission_ends_at: view.permissionEndsAt,
});

/** Access, with the names of RFC 6749 §5.1 where it has some. `fingerprint` is what to send as `rejected`. */
export const accessAnswer = (access: FreshAccess) => ({
  access_token: access.accessToken,
  token_type: access.tokenType,
  expires_at: access.expiresAt?.toISOString() ?? null,
  fingerprint: access.fingerprint,
  generation: access.generation,
  variables: access.variables,
});
